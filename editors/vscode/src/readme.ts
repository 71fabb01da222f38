// sanitize-html, because it needs no DOM, which an extension host has not, and writes its result anew from what it has read.
import sanitizeHtml from "sanitize-html";

/** A readme that can be shown: nothing in it opens a connection, runs, or does anything before somebody clicks. */
export interface Readme {
  html: string;
  /** Whether images of other servers were left out. */
  lacksImages: boolean;
}

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"];
const TAGS = [
  ...HEADINGS,
  ...["a", "abbr", "b", "blockquote", "br", "center", "code", "dd", "del", "details", "div", "dl", "dt", "em", "hr", "i"],
  ...["img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strike", "strong", "sub"],
  ...["summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var"],
];
/** What stands in these is no text of the readme. Of all others that are not allowed, the content is kept. */
const DROPPED = [
  ...["iframe", "math", "noembed", "noframes", "noscript", "object", "option", "plaintext", "script", "select", "style"],
  ...["svg", "template", "textarea", "title", "xmp"],
];
const LINKS = ["http:", "https:", "mailto:"];
/** An address that is too long to be read tells nothing. */
const LONGEST = 200;
/** Browsers stop nesting at this depth, and a parser of deeper HTML takes ever longer. */
const DEEPEST = 512;

/** Why a readme is not shown. */
export class TooDeep extends Error {
  override readonly message = "The readme cannot be shown, because its HTML is nested too deeply.";
}

/**
 * What is left of the rendered readme, which may hold any HTML, by lists of what is allowed. The policy of the page is not
 * enough: it stops neither preconnections nor a page that navigates away. Images of other servers are replaced with their
 * text and address, unless they have been asked for.
 *
 * @throws TooDeep
 */
export function sanitized(html: string, loadsImages: boolean): Readme {
  let lacksImages = false;
  let depth = 0;
  const clean = sanitizeHtml(html, {
    allowedTags: TAGS,
    nonTextTags: DROPPED,
    allowedAttributes: {
      "*": ["align"],
      ...Object.fromEntries(HEADINGS.map((tag) => [tag, ["id"]])),
      a: ["href", "id"],
      abbr: ["title"],
      details: ["open"],
      img: ["src", "alt", "title", "width", "height"],
      ol: ["start"],
      td: ["colspan", "rowspan"],
      th: ["colspan", "rowspan"],
    },
    allowedClasses: { span: ["image"] },
    allowedSchemes: LINKS.map((scheme) => scheme.slice(0, -1)),
    allowedSchemesByTag: { img: ["data", "http", "https"] },
    allowProtocolRelative: false,
    onOpenTag: () => {
      depth += 1;
      if (depth > DEEPEST) {
        throw new TooDeep();
      }
    },
    onCloseTag: () => {
      depth -= 1;
    },
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: { ...attribs, href: linkTarget(attribs.href) } }),
      img: (tagName, attribs): sanitizeHtml.Tag => {
        const { src = "", alt = "" } = attribs;
        const url = parsed(src);
        const isRemote = url?.protocol === "https:" || url?.protocol === "http:";
        if (url !== undefined && (isRemote ? loadsImages : /^data:image\//i.test(url.href))) {
          return { tagName, attribs: { ...attribs, src: url.href } };
        }
        lacksImages ||= isRemote;
        const address = src.length > LONGEST ? `${src.slice(0, LONGEST)}…` : src;
        return { tagName: "span", attribs: { class: "image" }, text: alt && address ? `${alt} (${address})` : alt || address };
      },
      td: aligned,
      th: aligned,
    },
  });
  return { html: clean, lacksImages };
}

/** As the browser will understand it, whatever it is spelled like. */
function parsed(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

/** Where a click may lead: to a heading, or out, through the question of VS Code. To a command it may not. */
function linkTarget(href = ""): string {
  if (href.startsWith("#")) {
    return href;
  }
  const url = parsed(href);
  return url !== undefined && LINKS.includes(url.protocol) ? url.href : "";
}

/** The alignment of a column, which Markdown gives as a style; styles can load things. */
function aligned(tagName: string, attribs: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const align = /^text-align:\s*(left|center|right);?$/.exec(attribs.style ?? "")?.[1];
  return { tagName, attribs: align === undefined ? attribs : { ...attribs, align } };
}
