import Foundation

extension TerminalPicture {
  /// The protocol allows no more characters of base64 in a sequence (sw.kovidgoyal.net/kitty/graphics-protocol).
  private static let chunkLength = 4096

  /// A PNG file for ``PictureProtocol/kitty``, with its bytes.
  static func kitty(png: Data, box: CellBox) -> TerminalPicture {
    let text = png.base64EncodedData()
    let starts = stride(from: 0, to: max(text.count, 1), by: chunkLength)
    let sequences = starts.map { start in
      let end = min(start + chunkLength, text.count)
      let more = "m=\(end < text.count ? 1 : 0)"
      let keys = start == 0 ? "\(placement(box)),\(more)" : "q=2,\(more)"
      return sequence(keys, text[start..<end])
    }
    return TerminalPicture(box: box, form: .sequences(sequences))
  }

  /// A PNG file for ``PictureProtocol/kitty``, which the terminal reads itself: it must run on the same host.
  ///
  /// - Parameter path: an absolute path of a regular file that the terminal may read.
  static func kitty(path: String, box: CellBox) -> TerminalPicture {
    let text = Data(path.utf8).base64EncodedData()
    return TerminalPicture(box: box, form: .sequences([sequence("\(placement(box)),t=f", text)]))
  }

  /// Transmit and show, a PNG, without any answer, without moving the cursor, in these cells.
  private static func placement(_ box: CellBox) -> String {
    "a=T,f=100,q=2,C=1,c=\(box.columns),r=\(box.rows)"
  }

  private static func sequence(_ keys: String, _ payload: Data) -> Data {
    Data("\u{1B}_G\(keys);".utf8) + payload + Data("\u{1B}\\".utf8)
  }
}
