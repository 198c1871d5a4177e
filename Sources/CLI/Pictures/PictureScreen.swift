import Foundation
import Troupe

/// The terminal as a place for pictures.
struct PictureScreen {
  /// A picture and the words below it.
  struct Entry {
    let image: ImageName
    var caption = ""
  }

  private let console: Console
  private let pictures: PictureProtocol
  private let facts: TerminalFacts
  private let cell: CellSize
  private let colors: ColorDepth
  private let columns = TerminalSize.columns

  /// - Returns: `nil` where the terminal shows no pictures and the user did not say how.
  init?(_ choice: ShowChoice, _ console: Console) {
    let facts = TerminalFacts(environment: ProcessInfo.processInfo.environment)
    var cell: CellSize?
    switch (choice, PictureProtocol(rawValue: choice.rawValue)) {
    case (.off, _): return nil
    case (_, let said?): pictures = said
    default:
      guard StandardStream.output.isTerminal else { return nil }
      let answer = facts.pictures == .unknown ? Self.ask(facts) : nil
      cell = answer?.cell
      let passesThrough = facts.isInsideTmux && Tmux.passesThrough
      guard
        let found = facts.pictures(answer ?? TerminalAnswer(), tmuxPassesThrough: passesThrough),
        found != .blocks || facts.colors != nil
      else { return nil }
      pictures = found
    }
    self.console = console
    self.facts = facts
    self.cell = cell ?? .assumed
    colors = facts.colors ?? .trueColor
  }

  private static func ask(_ facts: TerminalFacts) -> TerminalAnswer? {
    let descriptor = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let answer = TerminalQuestion(isInsideTmux: facts.isInsideTmux)
      .ask(descriptor: descriptor, timeout: .milliseconds(facts.isRemote ? 500 : 100))
    // Control-C is no signal while the terminal is asked.
    if answer?.isInterrupted == true { kill(getpid(), SIGINT) }
    return answer
  }

  /// Shows one picture, as large as the screen allows but for a prompt, 40 lines at most.
  func show(_ image: ImageName, in library: Library) async {
    let lines = min(40, TerminalSize.lines - 2)
    await show([Entry(image: image)], in: library, across: 1, most: (columns, lines))
  }

  /// Shows what was made, one alone or several with the beginnings of their names.
  func show(_ outputs: [Output], in library: Library) async {
    if outputs.count == 1 { return await show(.output(outputs[0].id), in: library) }
    await show(
      outputs.map { output in
        let id = "\(output.id.generation)".prefix(10)
        return Entry(image: .output(output.id), caption: "\(id)/\(output.id.position)")
      }, in: library)
  }

  /// Shows pictures side by side, at most six in a row, each with its words below.
  func show(_ entries: [Entry], in library: Library) async {
    let across = max(1, min(6, columns / 14))
    let width = (columns + 2) / across - 2
    await show(entries, in: library, across: across, most: (width, 10))
  }

  private func show(
    _ entries: [Entry], in library: Library, across: Int, most: (columns: Int, rows: Int)
  ) async {
    let edge = min(4096, max(most.columns * cell.width, most.rows * cell.height))
    for start in stride(from: 0, to: entries.count, by: across) {
      var row: [ContactSheet.Entry] = []
      for entry in entries[start..<min(start + across, entries.count)] {
        do {
          let preview = try await library.preview(of: entry.image, longEdge: edge)
          row.append(
            .init(
              try drawn(preview, most), caption: SafeText(entry.caption).plain,
              url: facts.takesLinks ? preview.file.absoluteString : nil))
        } catch let error as TroupeError {
          console.say("Not shown: \(error.sentence)")
        } catch SixelFault.noLibrary {
          return console.say("Not shown: libsixel is not installed; --show=blocks does without it.")
        } catch {
          console.say("Not shown: \(entry.image)")
        }
      }
      let sheet = ContactSheet(row, columnWidth: across == 1 ? 1 : most.columns) {
        let cut = $0.truncated(to: $1)
        return (cut, cut.displayWidth)
      }
      if !row.isEmpty { StandardStream.output.write(bytes: sheet.written) }
    }
  }

  private func drawn(
    _ preview: ImagePreview, _ most: (columns: Int, rows: Int)
  ) throws -> TerminalPicture {
    let box = CellBox(
      width: preview.fullWidth, height: preview.fullHeight, columns: most.columns,
      rows: most.rows, cell: cell)
    let picture: TerminalPicture
    switch pictures {
    case .kitty:
      // A terminal on this host reads the file itself.
      let isNear = preview.type == .png && preview.isUpright && !facts.isRemote
      picture =
        isNear && !facts.isInsideTmux
        ? .kitty(path: preview.file.path, box: box)
        : .kitty(png: try preview.resized(longEdge: box.longEdge).encodedPNG(), box: box)
    case .iterm:
      let png = try preview.resized(longEdge: box.longEdge).encodedPNG()
      picture = .iterm(file: png, box: box, isInParts: facts.isInsideTmux)
    case .sixel:
      picture = try .sixel(rows(preview.resized(longEdge: box.longEdge)), cell: cell)
    case .blocks:
      let edge = max(box.columns, box.halfRows)
      picture = .blocks(try rows(preview.resized(longEdge: edge)), colors: colors)
    }
    return facts.needsTmuxPassthrough(pictures) ? picture.throughTmux : picture
  }

  private func rows(_ preview: ImagePreview) throws -> PixelRows {
    let rows = PixelRows(
      width: preview.width, height: preview.height, channels: 4, bytes: [UInt8](preview.pixels))
    guard let rows else { throw SixelFault.failed }
    return rows
  }
}

extension CellBox {
  fileprivate var longEdge: Int { max(pixelWidth, pixelHeight) }
}

/// What the tmux around the program allows.
private enum Tmux {
  /// Whether it hands on what is meant for the terminal outside.
  static var passesThrough: Bool {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tmux", "display-message", "-p", "#{allow-passthrough}"]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return ["on", "all"].contains(said.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
