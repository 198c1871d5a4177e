import Foundation
import Troupe
import TroupeGalleryShapes

/// Two to nine images, and what differs in how they were made.
struct ComparePage {
  let room: Room
  /// Images as `GENERATION/N`.
  let names: [String]

  /// The most images that are compared.
  static let most = 9
  /// The most characters of prompts that are compared by words.
  private static let longest = 20_000

  private struct One {
    let id: OutputID
    let output: Output?
    let generation: Generation
    let annotation: Annotation?
  }

  func page() async throws -> Page {
    let words = room.words
    let all = try await images()
    let ids = all.map { "\($0.id)" }
    let title = words("compareTitle", count: all.count)
    guard all.count > 1 else {
      return Page(
        template: "compare", title: words["compare"], command: nil, values: ["tooFew": true])
    }
    let rows = rows(all)
    let prompts = Set(all.map(\.generation.prompt))
    let isSame = rows.isEmpty && prompts.count == 1
    return Page(
      template: "compare", title: title, command: "troupe compare \(ids.joined(separator: " "))",
      values: [
        "isTwo": .flag(all.count == 2), "count": .number(all.count), "hasPictures": true,
        "swapHref": all.count == 2 ? .text(href(ids.reversed())) : "",
        "pictures": .list(all.enumerated().map { pane($1, $0, ids) }), "same": .flag(isSame),
        "hasPromptDiff": .flag(prompts.count > 1),
        "prompts": prompts.count > 1 ? .list(differences(all.map(\.generation.prompt))) : [],
        "rows": .list(rows),
      ])
  }

  private func images() async throws -> [One] {
    let ids = names.prefix(Self.most).map { ImageName($0) }
    var found: [One] = []
    for name in ids {
      guard case .output(let id) = name else {
        throw TroupeError.invalidValue(
          name: "image", value: "\(name)", expected: "an image as GENERATION/N")
      }
      let generation = try await room.library.generation(.id(id.generation))
      let said = try await room.library.annotations(of: [id.generation])
      found.append(
        One(
          id: id, output: generation.outputs.first { $0.id == id }, generation: generation,
          annotation: said.first { $0.target == .init(id) }))
    }
    return found
  }

  private func href(_ ids: some Sequence<String>) -> String {
    "/compare?ids=\(ids.joined(separator: ","))"
  }

  private static func letter(_ place: Int) -> String {
    String(UnicodeScalar(UInt8(ascii: "A") + UInt8(place)))
  }

  private func pane(_ one: One, _ place: Int, _ ids: [String]) -> PageValue {
    let words = room.words
    let letter = Self.letter(place)
    let rating = one.annotation?.rating ?? 0
    var others = ids
    others.remove(at: place)
    return [
      "letter": .text(letter), "digest": .text(one.output?.digest.hex),
      "w0": .number(one.output?.width ?? 1), "h0": .number(one.output?.height ?? 1),
      "alt": .text(one.generation.prompt.shortened(to: 200)),
      "pictureHref": .text(Room.href(one.id)),
      "goneText": .text(words.word("state", one.generation.state.rawValue)),
      "caption": .text(
        "\(one.generation.model) · \("\(one.id.generation)".prefix(10))/\(one.id.position)"),
      "stars": .text(String(repeating: "★", count: rating)),
      "ratingText": .text(rating == 0 ? nil : words("rated", "\(rating)")),
      "withoutHref": ids.count > 2 ? .text(href(others)) : "",
      "withoutText": .text(words("compareWithout", letter)),
    ]
  }

  /// The first prompt with what the others lack, each other one with what it has besides.
  private func differences(_ prompts: [String]) -> [PageValue] {
    let first = prompts[0]
    let isShort = prompts.allSatisfy { $0.utf8.count <= Self.longest }
    return prompts.enumerated().map { place, prompt in
      guard isShort, place > 0 || prompts.count == 2 else {
        return ["runs": [["kept": .text(prompt)]]]
      }
      let other = place == 0 ? prompts[1] : first
      let runs =
        place == 0
        ? WordDifference(from: prompt, to: other).runs.filter { $0.kind != .added }
        : WordDifference(from: other, to: prompt).runs.filter { $0.kind != .removed }
      return [
        "runs": .list(
          runs.map { run in
            switch run.kind {
            case .same: ["kept": .text(run.text)]
            case .removed: ["removed": .text(run.text)]
            case .added: ["added": .text(run.text)]
            }
          })
      ]
    }
  }

  /// Facts that are not the same for all.
  private func rows(_ all: [One]) -> [PageValue] {
    let words = room.words
    let facts: [(String, (One) -> String)] = [
      ("factModel", { $0.generation.modelResolved ?? $0.generation.model }),
      ("factPixels", { words.pixels($0.output?.width, $0.output?.height) }),
      ("parameter.aspect", { $0.generation.parameters.sent.aspect ?? "" }),
      ("parameter.size", { $0.generation.parameters.sent.size ?? "" }),
      ("parameter.seed", { $0.generation.parameters.sent.seed.map(String.init) ?? "" }),
      (
        "factOptions",
        { one in
          one.generation.parameters.sent.options.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        }
      ),
      (
        "factReferences",
        { one in
          one.generation.inputs.map { input in
            let who =
              input.chosen.asset.map { "\($0)" } ?? words.word("role", input.chosen.role.rawValue)
            return "\(who) \(input.chosen.reference.hex.prefix(6))"
          }.joined(separator: ", ")
        }
      ),
      ("factCost", { words.price($0.generation.costUSD) }),
      ("factMade", { words.minute($0.generation.createdAt) }),
    ]
    return facts.compactMap { name, value in
      let values = all.map(value)
      guard Set(values).count > 1 else { return nil }
      return [
        "rowName": .text(words[name]),
        "cells": .list(values.map { ["cell": .text($0.isEmpty ? "–" : $0)] }),
      ]
    }
  }
}
