import TestSupport

/// Scenes, models, keys and the care of a library.
extension DocumentSteps {
  static let scenes: [DocumentStep] =
    start + [
      DocumentStep("set", "set @kael --add-trait 'gray hair'"),
      DocumentStep("shots-plan", "shots plan {files}/scene.md"),
      DocumentStep("shots-status", "shots status {files}/scene.md"),
      DocumentStep("shots-run", "shots run {files}/scene.md"),
      DocumentStep("shots-run", "shots run {files}/scene.md"),
      DocumentStep("shots-pick", "shots pick {files}/scene.md 2 2"),
      DocumentStep("shots-status", "shots status {files}/scene.md"),
      DocumentStep("shots-move", "shots move {files}/scene.md --dry-run"),
      DocumentStep("shots-move", "shots move {files}/scene.md"),
      DocumentStep("shots-status", "shots status {files}/scene.md"),
      DocumentStep("shots-export", "shots export {files}/scene.md {files}/pages"),
      DocumentStep("shots-run", "shots run {files}/scene.md --draft -m offline --size 1K"),
      DocumentStep("shots-status", "shots status {files}/scene.md --draft"),
      DocumentStep("shots-finish", "shots finish {files}/scene.md --only 1"),
      DocumentStep("costs", "costs --by scene"),
      DocumentStep("shots-run", "shots run {files}/waiting.md").ends(6).asks(.images, .imageSafety),
      DocumentStep("shots-plan", "shots plan {files}/waiting.md"),
    ]

  static let care: [DocumentStep] =
    start + [
      DocumentStep("generate", "generate '@kael on a roof' -m offline").keeps(
        "first", "generations/0/id"),
      DocumentStep("models-list", "models"),
      DocumentStep("models-list", "models list --vendor google"),
      DocumentStep("models-show", "models show gemini-3-pro-image"),
      DocumentStep("models-show", "models show troupe/pocket"),
      DocumentStep("models-compare", "models compare gemini-3-pro-image flux-2-pro"),
      DocumentStep("models-check", "models check"),
      DocumentStep("generate", "generate 'a roof' -m gemini-3.1-flash-image").asks(),
      DocumentStep("models-check", "models check --within 3650").ends(nil),
      DocumentStep("models-refresh", "models refresh openrouter").asks(.models),
      DocumentStep("key-list", "key list"), DocumentStep("key-list", "key list").asks(),
      DocumentStep("key-set", "key set google").reads("AIza-fake-0123456789\n"),
      DocumentStep("key-list", "key"), DocumentStep("key-remove", "key remove google"),
      DocumentStep("config-set", "config set aspect 16:9"),
      DocumentStep("config-list", "config list"), DocumentStep("config-get", "config get aspect"),
      DocumentStep("config-unset", "config unset aspect"),
      DocumentStep("config-get", "config get aspect"), DocumentStep("list", "list --limit 1"),
      DocumentStep("verify", "verify"), DocumentStep("verify", "verify --quick"),
      DocumentStep("backup", "backup {files}/copy"), DocumentStep("reindex", "reindex"),
      DocumentStep("gc", "gc --dry-run"), DocumentStep("gc", "gc --older-than 0"),
      DocumentStep("purge-plan", "purge {first} --plan"),
      DocumentStep("purge", "purge {first} --yes"),
      DocumentStep("purge-plan", "purge @kael --plan --with-outputs"),
      DocumentStep("purge", "purge @kael --yes --reason asked"),
      DocumentStep("show-generation", "show {first}"), DocumentStep("verify", "verify"),
    ]

  static let errors: [DocumentStep] =
    start
    + [
      "show @none", "show 01K8Z3", "generate x", "generate @kael --model nix", "nonsense",
      "generate --aspect", "generate '' -m offline", "purge @kael", "init {library}",
      "plan @kael --aspect 99:1 --model gemini-3-pro-image", "batch cancel @last",
      "session say x --session nix", "board show nix", "rework show nix", "undo",
      "import {files}/none.png", "generate @kael -m gemini-3-pro-image --max-cost 0",
      "generate @kael -m gemini-3-pro-image", "shots run {files}/none.md", "models show nix",
      "list --library {files}/none", "key set nix", "search --limit 0",
    ].map(DocumentStep.error)
}
