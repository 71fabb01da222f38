//! The server in real editors. An editor that is not there is skipped, with a word; `.ci/run` fetches it first.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Once;

use crate::skipped::skipped;

/// The exit status that says that an editor is not there.
const SKIPPED: i32 = 77;

/// Runs a script of tests/editors with the server and a program.
fn run(script: &str, program: &Path) {
    run_with(script, program, &[]);
}

/// The same, with more environment variables.
fn run_with(script: &str, program: &Path, variables: &[(&str, &str)]) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors").join(script);
    let mut command = Command::new("bash");
    command.arg(script).arg(env!("CARGO_BIN_EXE_integration-ls")).arg(program).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    eprintln!("{said}");
    assert!(variables.iter().all(|(name, value)| *name != "BP_TOKEN" || !said.contains(value)), "{said}");
    if output.status.code() == Some(SKIPPED) {
        skipped(&said);
        return;
    }
    assert!(output.status.success(), "{said}");
}

/// What the VS Code extension is built with, once for all tests: npm must not run twice in a folder. Where it cannot be had,
/// the scripts say so.
fn get_packages() {
    static FETCHED: Once = Once::new();
    FETCHED.call_once(|| {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/editors/get-packages.sh");
        Command::new("bash").arg(script).output().unwrap();
    });
}

/// Where `.ci/run` puts an editor.
fn fetched(program: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/editors").join(program)
}

#[test]
fn neovim_on_the_path() {
    run("neovim.sh", Path::new("nvim"));
}

#[test]
fn neovim_0_10() {
    run("neovim.sh", &fetched("trixie/nvim"));
}

#[test]
fn neovim_of_today() {
    run("neovim.sh", &fetched("forky/nvim"));
}

#[test]
fn neovim_live() {
    run("neovim-live.sh", &fetched("forky/nvim"));
}

/// The server asks one of the test's own, which refuses the first manifest.
#[cfg(feature = "remote")]
#[test]
fn neovim_validates() {
    use crate::http_server::{HttpServer, Reply};

    const TOKEN: &str = "bp_pat_N0tT0BeSeenAnywhere";
    for program in [Path::new("nvim").to_owned(), fetched("trixie/nvim"), fetched("forky/nvim")] {
        let deployed = serde_json::json!({"id": "intver_7", "name": "acme/mail", "version": "1.2.0"});
        let is_first = std::sync::atomic::AtomicBool::new(true);
        let api = HttpServer::answering(move |request| match &*request.method {
            "GET" => Reply::deployed(&deployed),
            _ if is_first.swap(false, std::sync::atomic::Ordering::Relaxed) => {
                Reply::error_saying("InvalidPayload", "request/body/title must not be hunter2-of-acme")
            }
            _ => Reply::accepted(),
        });
        let login = [("BP_TOKEN", TOKEN), ("BP_WORKSPACE_ID", "wkspace_1"), ("BP_API_URL", &api.url())];
        run_with("neovim.sh", &program, &[&login[..], &[("TESTS", "neovim-validate")]].concat());
        let asked: Vec<String> = api.requests().iter().map(|one| format!("{} {}", one.method, one.path)).collect();
        let create = "POST /v1/admin/integrations/validate";
        let update = "PUT /v1/admin/integrations/intver_7/validate";
        assert!(
            asked.is_empty() || asked == [create, create, "GET /v1/admin/integrations/acme%2Fmail/1.2.0", update],
            "{asked:?}"
        );
    }
}

#[test]
fn vscode() {
    get_packages();
    run("vscode.sh", &fetched("code-server/code-server"));
}

/// What the previews of the VS Code extension let through, without an editor.
#[test]
fn vscode_previews() {
    get_packages();
    run("previews.sh", Path::new("node"));
}

#[test]
fn helix() {
    run("helix.sh", &fetched("helix/hx"));
}

#[test]
fn emacs() {
    run("emacs.sh", &fetched("emacs/emacs"));
}

/// Each editor has its own way to name files; all of them name the files that the server takes for manifests.
#[test]
fn the_editors_name_the_same_files_as_the_server() {
    use integration_ls::config::manifests::is_manifest_name;

    let read = |path: &str| std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let names = read("editors/vscode/src/names.ts");
    let glob = names.lines().find_map(|line| line.strip_prefix("export const MANIFESTS = \"")).unwrap();
    let glob = globset::Glob::new(glob.trim_end_matches("\";")).unwrap().compile_matcher();
    for name in ["integration.json", "integration.jsonc", "a.integration.json", "a.integration.jsonc"] {
        assert!(is_manifest_name(std::path::Path::new(name)) && glob.is_match(name), "{name}");
        let pattern = name.replace("a.", "*.");
        for file in [
            "editors/helix/languages.toml",
            "editors/zed/settings.json",
            "editors/jetbrains/template.json",
            "editors/vscode/package.json",
        ] {
            assert!(read(file).contains(&format!("\"{pattern}\"")), "{file} does not name {pattern}");
        }
    }
    for name in ["package.json", "integration.json5", "myintegration.json", "integration"] {
        assert!(!is_manifest_name(std::path::Path::new(name)) && !glob.is_match(name), "{name}");
    }
}
