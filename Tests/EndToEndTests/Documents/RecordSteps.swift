import TestSupport

/// What is found in the record, and what is said of it.
extension DocumentSteps {
  /// A few generations, the first of which is `{first}`.
  private static let made: [DocumentStep] =
    start + [
      DocumentStep("generate", "generate '@kael on a roof' -m offline").keeps(
        "first", "generations/0/id"),
      DocumentStep("edit", "edit @last 'make it rain' --allow-blank"),
      DocumentStep("edit", "edit @last 'make it night' --allow-blank").keeps(
        "last", "generations/0/id"),
    ]

  static let record: [DocumentStep] =
    made + [
      DocumentStep("search", "search roof --limit 10"), DocumentStep("open", "open @last @kael"),
      DocumentStep("search", "search --limit 2").keeps("next", "next"),
      DocumentStep("search", "search --limit 2 --after {next}"),
      DocumentStep("search-facets", "search with:@kael --facets"),
      DocumentStep("search-complete", "search --complete 'roof with:@k'"),
      DocumentStep("search-batch", "search --batch").reads(
        "{\"query\": \"roof\"}\n{\"query\": \"zzz\"}\nno json\n", answersByLine: true),
      DocumentStep("lineage", "lineage {last}"),
      DocumentStep("lineage", "lineage {last} --limit 1"),
      DocumentStep("replay", "replay {last}"),
      DocumentStep("compare", "compare {first} {last}"),
      DocumentStep("compare", "compare {first} {last} --out {files}/compared.png"),
    ] + keepers
    + ["month", "day", "model", "provider", "asset", "tag", "scene", "member"].map {
      DocumentStep("costs", "costs --by \($0)")
    } + found

  private static let keepers: [DocumentStep] = [
    DocumentStep("rate", "rate {first} 4"), DocumentStep("pick", "pick {first}"),
    DocumentStep("reject", "reject {first}"), DocumentStep("tag", "tag hero {first}"),
    DocumentStep("note", "note {first} 'six fingers'"),
    DocumentStep("show-generation", "show {first}"),
    DocumentStep("search", "search tag:hero"), DocumentStep("undo", "undo"),
    DocumentStep("board-add", "board add covers tag:hero"),
    DocumentStep("board-add", "board add chapter --ids {first} {last}/1"),
    DocumentStep("board-list", "board list"), DocumentStep("board-show", "board show covers"),
    DocumentStep("board-show", "board show chapter"),
    DocumentStep("board-remove", "board remove chapter --ids {last}/1"),
    DocumentStep("board-remove", "board remove covers"),
  ]

  private static let found: [DocumentStep] = [
    DocumentStep("import", "import {files}/forge.png {files}/shoot"),
    DocumentStep("import", "import {files}/broken.png {files}/cup.png").ends(5),
    DocumentStep("import-jsonl", "import --jsonl {files}/old.jsonl"),
    DocumentStep("show-generation", "show @last"), DocumentStep("search", "search model:sdxl"),
    DocumentStep("duplicates", "duplicates"),
    DocumentStep("duplicates-image", "duplicates {files}/kael.png"),
    DocumentStep("plan-against", "plan --against {first}"),
    DocumentStep("set", "set @kael --add-trait 'a new trait'"),
    DocumentStep("plan-against", "plan --against {first}"),
    DocumentStep("search-stale", "search --stale"),
    DocumentStep("rebuild-stale", "rebuild --stale --plan"),
    DocumentStep("rebuild-stale", "rebuild --stale --query roof"),
    DocumentStep("search-stale", "search --stale roof"),
  ]

  static let reworks: [DocumentStep] =
    made + [
      DocumentStep("replay-chain", "replay {last} --chain --plan --all"),
      DocumentStep("replay-chain", "replay {last} --chain --prompt '3=at dawn' --set aspect=1:1"),
      DocumentStep("rebuild-many", "rebuild {first} {last} -m troupe/pocket --plan"),
      DocumentStep("rebuild", "rebuild {last} -m troupe/pocket --review").keeps(
        "rework", "rework/id"),
      DocumentStep("rework-show", "rework show {rework}"),
      DocumentStep("rework-resume", "rework resume {rework}"),
      DocumentStep("rework-list", "rework list"),
      DocumentStep("rework-keep", "rework keep {rework} 2"),
      DocumentStep("rework-accept", "rework accept {rework} 1 {first}"),
      DocumentStep("rework-skip", "rework skip {rework} 3"),
      DocumentStep("rework-end", "rework end {rework}"),
      DocumentStep("rebuild", "rebuild {last} -m troupe/pocket --plan --against {rework}"),
      DocumentStep("rebuild", "rebuild {last} -m gemini-3-pro-image").ends(4)
        .asks(.images, .image(), .imageSafety).keeps("rework", "rework/id"),
      DocumentStep("rework-retry", "rework retry {rework} 2 --prompt calm").ends(8)
        .asks(.images, .internalError),
      DocumentStep("rework-resend", "rework resend {rework} 2").ends(nil).asks(),
      DocumentStep("rework-resume", "rework resume {rework}").asks(),
      DocumentStep("compare-rework", "compare --rework {rework}"),
      DocumentStep("compare-rework", "compare --rework {rework} --out {files}/pairs.png"),
      DocumentStep("lineage", "lineage {last}"),
    ]
}
