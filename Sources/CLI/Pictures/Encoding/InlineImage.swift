import Foundation

extension TerminalPicture {
  /// tmux drops a sequence of more than 1 MiB; a part has 128 Ki characters of base64.
  private static let partLength = 1 << 17

  /// A file of any format that the terminal reads (PNG, JPEG, WebP), for ``PictureProtocol/iterm``.
  ///
  /// - Parameter isInParts: whether it is sent in several sequences, which only iTerm2 from 3.5 on knows: for a file
  ///   that goes through tmux.
  static func iterm(file: Data, box: CellBox, isInParts: Bool = false) -> TerminalPicture {
    let keys =
      "inline=1;size=\(file.count);width=\(box.columns);height=\(box.rows);preserveAspectRatio=1"
    let text = file.base64EncodedData()
    let sequences =
      isInParts ? parts(keys, text) : [command("File=\(keys):", text)]
    return TerminalPicture(box: box, form: .sequences(sequences))
  }

  private static func parts(_ keys: String, _ text: Data) -> [Data] {
    let middle = stride(from: 0, to: text.count, by: partLength).map { start in
      command("FilePart=", text[start..<min(start + partLength, text.count)])
    }
    return [command("MultipartFile=\(keys)")] + middle + [command("FileEnd")]
  }

  private static func command(_ name: String, _ payload: Data = Data()) -> Data {
    Data("\u{1B}]1337;\(name)".utf8) + payload + Data([0x07])
  }
}
