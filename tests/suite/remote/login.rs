//! Who asks: the order of the sources, and what is said of those that cannot be used.

use std::path::PathBuf;

use integration_ls::remote::{Environment, Flags, Given, Login, Part, Token};

use super::{TOKEN, assert_hidden};
use crate::cli::Folder;

/// A folder for the vendor's files, and what is set.
struct Setting {
    folder: Folder,
    variables: Vec<(&'static str, String)>,
    flags: Flags,
}

const URL: &str = "https://api.example";

impl Setting {
    fn new(name: &str) -> Self {
        Self { folder: Folder::new(&format!("login-{name}")), variables: Vec::new(), flags: Flags::default() }
    }

    fn file(self, name: &str, text: &str) -> Self {
        self.folder.write(&format!(".botpress/{name}"), text.replace("TOKEN", TOKEN));
        self
    }

    fn profiles(self) -> Self {
        self.file(
            "profiles.json",
            r#"{
                "work": {"apiUrl": "https://work.example", "workspaceId": "wk_work", "token": "TOKEN"},
                "half": {"apiUrl": "https://half.example", "workspaceId": "", "token": "TOKEN"},
                "list": [],
                "odd": {"apiUrl": "https://odd.example", "workspaceId": 7, "token": "TOKEN"}
            }"#,
        )
    }

    fn cache(self) -> Self {
        let text = r#"{"apiUrl": "https://cache.example", "workspaceId": "wk_cache", "token": "TOKEN", "activeProfile": "work"}"#;
        self.file("global.cache.json", text)
    }

    fn set(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    fn flags(mut self, change: impl FnOnce(&mut Flags)) -> Self {
        change(&mut self.flags);
        self
    }

    /// What comes of it: where each part is from and what it is, and the warnings; or the error.
    fn found(&self) -> String {
        let variables = self.variables.clone();
        let lookup =
            move |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.into());
        let home = self.folder.path().to_owned();
        let environment = Environment::new(lookup, Some(home.clone()), home.join("project"));
        let result = Login::find(&self.flags, &environment);
        assert_hidden(&format!("{result:?}"));
        let text = match result {
            Ok(login) => {
                let sources: Vec<String> = Part::ALL.iter().map(|part| login.source(*part).to_string()).collect();
                let mut lines = vec![sources.join(" | ")];
                lines.push(format!("{} | {}", login.workspace_id(), login.address().as_str()));
                lines.extend(login.warnings().iter().cloned());
                lines.join("\n")
            }
            Err(error) => error.to_string(),
        };
        assert_hidden(&text);
        text.replace(home.to_str().unwrap(), "~")
    }
}

fn given<T>(value: T, by: &'static str) -> Option<Given<T>> {
    Some(Given { value, by })
}

fn all_flags(flags: &mut Flags) {
    flags.token = given(Token::new(TOKEN.to_owned()), "--token");
    flags.workspace_id = given("wk_flag".to_owned(), "--workspace-id");
    flags.api_url = given("https://flag.example".to_owned(), "--api-url");
}

#[test]
fn each_part_is_looked_for_by_itself() {
    let all = Setting::new("order")
        .cache()
        .flags(all_flags)
        .set("BP_TOKEN", TOKEN)
        .set("BP_WORKSPACE_ID", "wk_env")
        .set("BP_API_URL", URL);
    assert_eq!(all.found(), "BP_TOKEN | BP_WORKSPACE_ID | BP_API_URL\nwk_env | https://api.example");
    let flags = Setting::new("flags").cache().flags(all_flags).set("BP_TOKEN", "").set("BP_API_URL", URL);
    assert_eq!(flags.found(), "--token | --workspace-id | BP_API_URL\nwk_flag | https://api.example");
    let cache = Setting::new("cache").profiles().cache().set("BP_WORKSPACE_ID", "wk_env").flags(|flags| {
        flags.workspace_id = given("wk_flag".to_owned(), "--workspace-id");
        flags.api_url = given(String::new(), "--api-url");
    });
    let path = "~/.botpress/global.cache.json";
    assert_eq!(cache.found(), format!("{path} | BP_WORKSPACE_ID | {path}\nwk_env | https://cache.example"));
}

#[test]
fn a_profile_counts_as_a_whole() {
    let source = "the profile \"work\" in ~/.botpress/profiles.json";
    let whole = format!("{source} | {source} | {source}\nwk_work | https://work.example");
    assert_eq!(Setting::new("profile").profiles().cache().set("BP_PROFILE", "work").found(), whole);
    assert_eq!(Setting::new("alias").profiles().set("BP_P", "work").found(), whole);
    assert_eq!(Setting::new("both").profiles().set("BP_PROFILE", "work").set("BP_P", "half").found(), whole);
    assert_eq!(Setting::new("empty").profiles().set("BP_PROFILE", "").set("BP_P", "work").found(), whole);
    let flag =
        |name: &str| Setting::new(name).profiles().flags(|flags| flags.profile = given("work".to_owned(), "--profile"));
    assert_eq!(flag("flag").found(), whole);
    let others = flag("others").flags(all_flags).set("BP_TOKEN", TOKEN).set("BP_API_URL", URL);
    let warning =
        format!("BP_TOKEN, --token, --workspace-id, BP_API_URL and --api-url are ignored, because {source} is used.");
    assert_eq!(others.found(), format!("{whole}\n{warning}"));
    let environment_first = flag("first").set("BP_PROFILE", "none");
    assert!(environment_first.found().starts_with("There is no profile \"none\""));
}

#[test]
fn nothing_takes_the_place_of_a_profile_that_cannot_be_used() {
    let named = |name: &str, profile: &str| Setting::new(name).cache().flags(all_flags).set("BP_PROFILE", profile);
    let lines = [
        named("missing", "work").found(),
        named("unknown", "wrok").profiles().found(),
        named("none", "work").file("profiles.json", "{}").found(),
        named("half", "half").profiles().found(),
        named("list", "list").profiles().found(),
        named("odd", "odd").profiles().found(),
        named("json", "work").file("profiles.json", "{\n\"work\": TOKEN}").found(),
        named("array", "work").file("profiles.json", "[]").found(),
        named("large", "work").file("profiles.json", &" ".repeat((1 << 20) + 1)).found(),
        named("deep", "work").file("profiles.json", &"[".repeat(100_000)).found(),
    ];
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn what_is_missing_is_named() {
    let lines = [
        Setting::new("nothing").found(),
        Setting::new("logged-out").file("global.cache.json", "{}").found(),
        Setting::new("one").set("BP_TOKEN", TOKEN).set("BP_WORKSPACE_ID", "wk").found(),
        Setting::new("null").file("global.cache.json", r#"{"token": null}"#).set("BP_TOKEN", TOKEN).found(),
        Setting::new("broken").file("global.cache.json", "{\"token\": \"TOKEN").found(),
        Setting::new("number").file("global.cache.json", r#"{"token": 7}"#).found(),
    ];
    insta::assert_snapshot!(lines.join("\n"));
    // A file that is not needed is not read.
    let unread = Setting::new("unread").file("global.cache.json", "{").flags(all_flags);
    assert!(unread.found().starts_with("--token"));
}

#[test]
fn values_that_cannot_be_sent_are_not_repeated() {
    let with = |name: &str, variable: &'static str, value: &str| {
        Setting::new(name).flags(all_flags).set(variable, value).found()
    };
    let lines = [
        with("newline", "BP_TOKEN", &format!("{TOKEN}\n")),
        with("space", "BP_TOKEN", &format!("{TOKEN} {TOKEN}")),
        with("unicode", "BP_TOKEN", &format!("{TOKEN}ä")),
        with("long", "BP_TOKEN", &TOKEN.repeat(300)),
        with("header", "BP_WORKSPACE_ID", &format!("wk\r\nauthorization: {TOKEN}")),
        with("url-is-token", "BP_API_URL", TOKEN),
        with("userinfo", "BP_API_URL", &format!("https://me:{TOKEN}@api.example")),
        with("query", "BP_API_URL", &format!("https://api.example?token={TOKEN}")),
        with("http", "BP_API_URL", "http://api.example"),
    ];
    insta::assert_snapshot!(lines.join("\n"));
    let swapped = with("swapped", "BP_WORKSPACE_ID", TOKEN);
    assert_eq!(swapped, "--token | BP_WORKSPACE_ID | --api-url\n[token] | https://flag.example");
}

#[test]
fn the_folder_can_be_elsewhere() {
    let text = r#"{"apiUrl": "https://x.example", "workspaceId": "wk", "token": "TOKEN"}"#;
    let at = |path: &str| format!("{path} | {path} | {path}\nwk | https://x.example");
    let setting = |name: &str| {
        let setting = Setting::new(name).cache();
        setting.folder.write("project/own/global.cache.json", text.replace("TOKEN", TOKEN));
        setting
    };
    let relative = setting("relative").set("BP_BOTPRESS_HOME", "own");
    assert_eq!(relative.found(), at("~/project/own/global.cache.json"));
    let flag = setting("home-flag").flags(|flags| flags.home = given(PathBuf::from("./own"), "--botpress-home"));
    assert_eq!(flag.found(), at("~/project/./own/global.cache.json"));
    let both = setting("home-both")
        .set("BP_BOTPRESS_HOME", "own")
        .flags(|flags| flags.home = given(PathBuf::from("/none"), "--botpress-home"));
    assert_eq!(both.found(), at("~/project/own/global.cache.json"));
    let without = Environment::new(|_| None, None, PathBuf::from("/"));
    let error = Login::find(&Flags::default(), &without).unwrap_err();
    assert_eq!(error.to_string(), "Your home folder is unknown: set HOME or BP_BOTPRESS_HOME.");
}

#[cfg(unix)]
#[test]
fn only_files_are_read() {
    let setting = Setting::new("pipe").file("other", "");
    let folder = setting.folder.path().join(".botpress");
    std::fs::create_dir(folder.join("profiles.json")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(folder.join("global.cache.json")).status().unwrap();
    assert!(made.success());
    assert_eq!(setting.found(), "~/.botpress/global.cache.json cannot be read: it is not a file.");
    let profile = setting.set("BP_PROFILE", "work");
    assert_eq!(profile.found(), "~/.botpress/profiles.json cannot be read: it is not a file.");
}

#[test]
fn files_are_only_read() {
    let setting = Setting::new("read-only").profiles().cache();
    let read = |name: &str| std::fs::read(setting.folder.path().join(".botpress").join(name)).unwrap();
    let before = (read("profiles.json"), read("global.cache.json"));
    setting.found();
    let after = (read("profiles.json"), read("global.cache.json"));
    assert_eq!(before, after);
    assert_eq!(
        std::fs::read_dir(setting.folder.path().join(".botpress")).unwrap().count(),
        2,
        "nothing is beside them"
    );
}
