import TestSupport

/// Requests, conversations and what providers answer.
extension DocumentSteps {
  static let pictures: [DocumentStep] =
    start + [
      DocumentStep("snippet-set", "snippet set ink-night 'ink wash, deep blacks'"),
      DocumentStep("snippet-list", "snippet list"),
      DocumentStep("snippet-show", "snippet show %ink-night"),
      DocumentStep(
        "plan", "plan '@kael on a roof at night, sad, not from behind' --explain -m offline"),
      DocumentStep(
        "plan", "plan '@kael with @lantern' -m troupe/pocket --overflow sheet --stretch"),
      DocumentStep("plan-compare", "plan '@kael @lantern' --compare gemini-3-pro-image flux-2-pro"),
      DocumentStep("plan-sheet", "plan '@kael @lantern' --sheet {files}/plan.png -m offline"),
      DocumentStep(
        "generate",
        "generate '@kael on a roof, %ink-night {place}' --var place=Lisbon --seed 7 --size 2K -m offline"
      ),
      DocumentStep("generate", "generate '@kael with the @lantern' --count 2 -m offline")
        .keeps("first", "generations/0/id"),
      DocumentStep("generate", "generate '@kael with the @lantern' -m offline --out {files}/out"),
      DocumentStep(
        "generate",
        "generate '@kael @lantern' -m troupe/pocket --overflow drop --ref {files}/cup.png:object"),
      DocumentStep("edit", "edit @last 'make it rain' --allow-blank"),
      DocumentStep("edit", "edit {files}/cup.png 'a red door' --allow-blank -m offline"),
      DocumentStep("edit-plan", "edit @last '@kael looks left' --plan"),
      DocumentStep("snippet-remove", "snippet remove ink-night"),
    ] + conversations + sent

  private static let conversations: [DocumentStep] = [
    DocumentStep("session-start", "session start --from @last --size 2K -m offline"),
    DocumentStep("session-say-plan", "session say '@kael laughs' --plan"),
    DocumentStep("session-say", "session say '@kael laughs'"),
    DocumentStep("session-say", "session say 'now he cries'"),
    DocumentStep("session-retry", "session retry"), DocumentStep("session-show", "session show"),
    DocumentStep("session-fork", "session fork --turn 1"),
    DocumentStep("session-say", "session say 'at dawn'"),
    DocumentStep("session-end", "session end"), DocumentStep("session-list", "session list"),
    DocumentStep("session-show-all", "session show --all"),
    DocumentStep("session-start", "session start -m offline"),
    DocumentStep("session-list", "session list"),
  ]

  private static let sent: [DocumentStep] = [
    DocumentStep("generate", "generate '@kael in the rain' -m gemini-3-pro-image").asks(
      .images, .thoughtsAndImages(SamplePicture.png(red: 1), SamplePicture.png(red: 2))),
    DocumentStep("show-generation", "show @last"), DocumentStep("show-sent", "show @last --sent"),
    // The interim picture of its thinking is named by a finding alone.
    DocumentStep("gc", "gc --older-than 0"),
    DocumentStep("generate", "generate '@kael is blocked' -m gemini-3-pro-image").ends(4)
      .asks(.images, .imageSafety).keeps("refused", "generations/0/id"),
    DocumentStep("generate", "generate '@kael is blocked' -m gemini-3-pro-image --again").asks(),
    DocumentStep("show-generation", "show {refused}"),
    DocumentStep("generate", "generate 'only words' -m gemini-3-pro-image").ends(nil)
      .asks(.images, .text()),
    DocumentStep("generate", "generate 'the key' -m gemini-3-pro-image --count 12").ends(nil)
      .asks(.images, .invalidKey, .invalidKey, .invalidKey, .invalidKey),
    DocumentStep("generate", "generate 'it breaks' -m gemini-3-pro-image").ends(8)
      .asks(.images, .internalError),
    DocumentStep("show-generation", "show @last"),
    DocumentStep(
      "generate", "generate '@kael, checked' -m gemini-3-pro-image --judge gemini-3.8-flash"
    ).asks(),
    DocumentStep("check", "check @last --model gemini-3.8-flash").asks(),
    DocumentStep("check", "check @last --model gemini-3.8-flash --fresh").ends(nil)
      .asks(.images, FakeJudge.reply(words: "no verdict")),
    DocumentStep("check-plan", "check @last --plan --model gemini-3.8-flash --fresh"),
    DocumentStep("check-offline", "check @last --offline"),
    DocumentStep("generate", "generate '@kael in a batch' -m gemini-3-pro-image --batch").asks(
      .batches),
    DocumentStep("batch-list", "batch list"),
    DocumentStep("batch-fetch", "batch fetch").asks(.batches),
    DocumentStep("generate", "generate '@kael in another' -m gemini-3-pro-image --batch").asks(
      .batches),
    DocumentStep("batch-cancel", "batch cancel @last").asks(.batches),
    DocumentStep("recover", "recover"),
  ]
}
