import Foundation
import Testing
import TroupeVocabulary

@testable import TroupeSelection

struct WholePromptTests {
  @Test func printAll() throws {
    let gemini = try Sample.profile(answersInWords: true)
    func show(
      _ prompt: String, _ profile: ModelProfile? = nil, _ change: (inout Request) -> Void = { _ in }
    ) {
      do {
        let c = try ComposerTests.compose(
          prompt, PromptCast.all(), profile: profile ?? gemini, change: change)
        print(
          "===== \(prompt)\n\(c.composition.prompt)\n--- \(c.adjustments.map { "\($0.field): \($0.before) | \($0.reason)" })\n"
        )
      } catch { print("===== \(prompt) ERROR \(error)\n") }
    }
    show("a red cube on a table")
    show("Draw a red cube on a table")
    show("@kael waits at the harbor at dawn")
    show("@mira and @tomas share bread at @harbor, in @noir")
    show("@mira's portrait hangs in the bakery")
    show("@kael's dog barks; @kael laughs")
    show("@mira meets @mira/child under @lantern")
    show("@mira in her winter coat")
    show("@mira/winter-coat walks away")
    show("@kael dyes his hair black in front of the mirror")
    show("@mira without her glasses, in a crowd with @biscuit")
    show("@mira and @tomas dance among the guests")
    show("@tomas standing like @kael as pose")
    show("@tomas, with @kael as pose, in the style of @mira as style")
    show("@ghost floats over @harbor")
    show("**@mira** says “@tomas” to (@biscuit)")
    show("make it rain") { $0.parent = Sample.image(90, .parent) }
    show("Put @kael on the left") { $0.parent = Sample.image(90, .parent) }
    show("Change only the sofa") { $0.parent = Sample.image(90, .parent) }
    show("@mira waves") {
      $0.references = [
        Sample.image(91, .pose), Sample.image(92, .style), Sample.image(93, .composition),
      ]
    }
    show("@凯尔 在咖啡馆 和 @米拉 喝茶")
    show("@凯尔把头发染成黑色")
    show("@米拉摘下眼镜，拿着@灯笼")
    show("@凯尔在雨中，以@kael作为姿势")
    show("把背景换成雪夜") { $0.parent = Sample.image(90, .parent) }
    show("@凯尔在這裡等她，風很大")
    show("@ミラが港で待っている。@kaelは後ろに立つ")
    show("@미라가 항구에서 @kael을 기다린다")
    show("@mira espera en el puerto con @kael, de noche")
    show("@mira sin sus gafas, en la playa")
    show("@mira attend @kael sous la pluie dans la rue")
    show("@kael wartet im Regen auf @mira")
    show("@mira espera na praia com o @kael")
    show("@mira aspetta sulla spiaggia con il gatto @biscuit")
    show("Мира и @kael ждут под дождём с @mira")
    show(
      "@mira, @kael, @tomas and @biscuit at the table",
      try Sample.profile(labels: .brackets, answersInWords: true))
    show("Put @kael on the left", try Sample.profile(labels: .positions, answersInWords: true)) {
      $0.parent = Sample.image(90, .parent)
    }
    show("PANEL 1 – wide. @mira enters.\nPANEL 2 – close. @kael looks up.")
    show("@mira and @kael", try Sample.profile(images: 1, answersInWords: true)) {
      $0.overflow = .sheet
    }
  }
}
