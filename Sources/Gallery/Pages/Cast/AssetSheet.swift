import Troupe

/// The model sheet of an asset: what its references show, by look and view, with holes for what none shows.
struct AssetSheet {
  let room: Room
  let asset: Asset
  let references: [Reference]
  let coverage: Coverage

  /// The looks, the usual one first.
  func tabs(_ look: String) -> [PageValue] {
    ([""] + asset.looks.map(\.name)).map { name in
      let holes = entries(.view).count { $0.look == name && $0.state == .missing }
      return [
        "href": .text(Room.href(asset.handle, look: name)), "current": .flag(name == look),
        "text": .text(name.isEmpty ? room.words["usualLook"] : name),
        "holesText": .text(holes == 0 ? nil : room.words("holes", count: holes)),
      ]
    }
  }

  func values(_ look: String) -> [String: PageValue] {
    let own = asset.looks.first { $0.name == look }
    let advice = coverage.advice
    return [
      "lookWords": own.map(words) ?? "", "sheetRows": .list(rows(look)),
      "coverageText": .text(coverageText), "hasAdvice": .flag(!advice.isEmpty),
      "adviceText": .text(room.words("adviceCount", count: advice.count)),
      "advice": .list(advice.map { ["reason": .text($0.reason), "adviceCommand": ""] }),
    ]
  }

  private func entries(_ facet: Coverage.Entry.Facet) -> [Coverage.Entry] {
    coverage.entries.filter { $0.facet == facet }
  }

  private var coverageText: String {
    let all = coverage.entries.filter { $0.facet != .look }
    return room.words(
      "coverageCount", count: all.count { $0.state != .missing }, "\(all.count)")
  }

  private func words(of look: Look) -> PageValue {
    [
      "lookDescription": .text(look.description),
      "hasLookTraits": .flag(!look.traits.isEmpty || !look.droppedTraits.isEmpty),
      "lookTraits": .texts(look.traits), "droppedTraits": .texts(look.droppedTraits),
    ]
  }

  private func rows(_ look: String) -> [PageValue] {
    let words = room.words
    var rows: [(String, [Coverage.Entry])] = [
      (
        look.isEmpty ? words["usualLook"] : look,
        entries(.view).filter { $0.look == look }
      )
    ]
    if look.isEmpty {
      rows.append((words["expressions"], entries(.expression)))
      rows.append((words["timesOfDay"], entries(.time)))
    }
    return rows.filter { !$0.1.isEmpty }.enumerated().map { place, row in
      let shown = row.1.count { $0.state != .missing }
      return [
        "rowText": .text(row.0), "rowIsLook": .flag(place == 0 && !look.isEmpty),
        "rowCountText": .text("\(shown) / \(row.1.count)"), "isSmall": .flag(place > 0),
        "cells": .list(row.1.map { cell($0, look) }),
      ]
    }
  }

  private func cell(_ entry: Coverage.Entry, _ look: String) -> PageValue {
    let words = room.words
    let name = words.word(entry.facet == .view ? "view" : entry.facet.rawValue, entry.name)
    let state = words.word("coverage", entry.state.rawValue)
    let reference = entry.references.first.flatMap { digest in
      references.first { $0.digest == digest }
    }
    let query = entry.facet == .view ? "?view=\(entry.name.inQuery)&look=\(look.inQuery)" : ""
    let isOwn = entry.state != .missing || reference != nil
    return [
      "state": .text(entry.state.rawValue), "label": .text("\(name): \(state)"),
      "viewText": .text(name), "stateText": .text(state), "reason": .text(entry.reason),
      "picture": isOwn ? reference.map { room.picture($0.image, alt: name) } ?? "" : "",
      "putHref": .text(
        entry.facet == .view ? "\(Room.href(asset.handle))/references\(query)" : nil),
      "addText": .text(words("addView", name)), "makeText": .text(words("makeView", name)),
      "makeHref": .text(
        entry.facet == .view ? "/plan?prompt=\(prompt(of: entry, look).inQuery)" : nil),
    ]
  }

  /// Words that ask for a view that no reference shows.
  private func prompt(of entry: Coverage.Entry, _ look: String) -> String {
    let who = look.isEmpty ? "\(asset.handle)" : "\(asset.handle)/\(look)"
    return "\(who), \(entry.name.replacing("-", with: " ")) view, plain background"
  }
}
