"""Holds messages of the server against the types of the protocol.

    check.py < messages.jsonl

Each line is {"method": …, "kind": "answer" | "request" | "notification", "message": …}; `method` is that of the request
that an answer belongs to. Prints what is off, a line for each, and ends with 1 if anything is; prints the number of
messages otherwise. A message is read into the protocol's types and written again: what they do not know is lost on the
way, and shows.
"""

import json
import sys

from lsprotocol import converters, types


def without_null(value):
    """Members that are null, left out: the types do not tell a null from what is absent."""
    if isinstance(value, dict):
        return {key: without_null(inner) for key, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_null(inner) for inner in value]
    return value


def difference(expected, found, path=""):
    """The first place where two values differ, in words."""
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in expected:
            if key not in found:
                return f"{path}/{key} is not in the protocol"
            inner = difference(expected[key], found[key], f"{path}/{key}")
            if inner:
                return inner
        extra = [key for key in found if key not in expected]
        return f"{path}/{extra[0]} is missing" if extra else None
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found))
        return next((d for i, (a, b) in pairs if (d := difference(a, b, f"{path}/{i}"))), None)
    return None if expected == found else f"{path}: {expected!r} became {found!r}"


def check(converter, line):
    request, answer, *_ = types.METHOD_TO_TYPES[line["method"]]
    kind = answer if line["kind"] == "answer" else request
    message = line["message"]
    if "error" in message:
        kind = types.ResponseErrorMessage
    read = converter.structure(message, kind)
    return difference(without_null(message), without_null(json.loads(json.dumps(converter.unstructure(read, kind)))))


def main():
    converter = converters.get_converter()
    count, problems = 0, []
    for text in sys.stdin:
        line = json.loads(text)
        count += 1
        try:
            problem = check(converter, line)
        except Exception as error:  # Whatever it is, the message could not be read.
            causes = getattr(error, "exceptions", None)
            problem = repr(error) if not causes else "; ".join(map(repr, causes))
        if problem:
            problems.append(f"{line['kind']} of {line['method']}: {problem}")
    print("\n".join(problems) if problems else f"{count} messages")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
