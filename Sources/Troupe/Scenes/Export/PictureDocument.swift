internal import Foundation
internal import TroupeImaging

/// A PDF with a page for each picture, as large as the picture at 150 pixels an inch.
struct PictureDocument {
  private var bytes = Data("%PDF-1.4\n%\u{E2}\u{E3}\u{CF}\u{D3}\n".utf8)
  /// Where each object begins; the first three are the catalog, the pages and the title, written last.
  private var offsets = [0, 0, 0]
  private var pages: [Int] = []
  private var marks: [(title: String, page: Int)] = []

  private static let pointsPerPixel = 72.0 / 150
  /// The longest side of a page that readers must take, in points.
  private static let longestSide = 14_400.0

  /// A document of `pages`.
  /// - Throws: `TroupeError.image` for one that cannot be read.
  static func bytes(_ pages: [Page], title: String?) throws -> Data {
    var document = PictureDocument()
    for page in pages {
      do {
        document.add(try PrintableImage(page.bytes), title: page.title)
      } catch {
        throw TroupeError.image(name: page.name, error)
      }
    }
    return document.finished(title: title)
  }

  /// Adds a page.
  /// - Parameter title: what a reader lists it by; `nil` lists it not.
  mutating func add(_ image: PrintableImage, title: String?) {
    let picture = addImage(image)
    let longest = Double(max(image.width, image.height))
    let scale = min(Self.pointsPerPixel, Self.longestSide / longest)
    let width = Self.text(max(3, Double(image.width) * scale))
    let height = Self.text(max(3, Double(image.height) * scale))
    let drawing = addStream("", Data("q \(width) 0 0 \(height) 0 0 cm /P Do Q".utf8))
    let page = add(
      """
      << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents \(drawing) 0 R \
      /Resources << /XObject << /P \(picture) 0 R >> >> >>
      """)
    pages.append(page)
    if let title, !title.isEmpty { marks.append((title, page)) }
  }

  /// The whole document.
  mutating func finished(title: String?) -> Data {
    let outline = addOutline()
    put("<< /Type /Catalog /Pages 2 0 R\(outline.map { " /Outlines \($0) 0 R" } ?? "") >>", as: 1)
    let kids = pages.map { "\($0) 0 R" }.joined(separator: " ")
    put("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>", as: 2)
    let name = title.map { " /Title \(Self.words($0))" } ?? ""
    put("<< /Producer \(Self.words("Troupe"))\(name) >>", as: 3)
    let start = bytes.count
    let entries = offsets.map { offset in
      String(repeating: "0", count: 10 - "\(offset)".count) + "\(offset) 00000 n \n"
    }
    append("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n\(entries.joined())")
    append("trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R /Info 3 0 R >>\n")
    append("startxref\n\(start)\n%%EOF\n")
    return bytes
  }

  private mutating func addImage(_ image: PrintableImage) -> Int {
    let device = [1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"][image.components] ?? ""
    var space = device
    if let profile = image.profile {
      let stream = addStream("/N \(image.components) /Alternate \(device) ", profile)
      space = "[/ICCBased \(stream) 0 R]"
    }
    let packing =
      switch image.packing {
      case .jpeg: "/Filter /DCTDecode "
      case .filteredRows:
        """
        /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors \(image.components) \
        /BitsPerComponent 8 /Columns \(image.width) >> 
        """
      }
    let decode = image.isInverted ? "/Decode [1 0 1 0 1 0 1 0] " : ""
    return addStream(
      """
      /Type /XObject /Subtype /Image /Width \(image.width) /Height \(image.height) \
      /BitsPerComponent 8 /ColorSpace \(space) \(decode)\(packing)
      """, image.bytes)
  }

  /// The list of titled pages; `nil` for none.
  private mutating func addOutline() -> Int? {
    guard !marks.isEmpty else { return nil }
    let outline = offsets.count + 1
    let items = marks.indices.map { outline + 1 + $0 }
    _ = add(
      """
      << /Type /Outlines /First \(items[0]) 0 R /Last \(items[items.count - 1]) 0 R \
      /Count \(items.count) >>
      """)
    for (index, mark) in marks.enumerated() {
      let previous = index > 0 ? " /Prev \(items[index - 1]) 0 R" : ""
      let next = index + 1 < items.count ? " /Next \(items[index + 1]) 0 R" : ""
      _ = add(
        """
        << /Title \(Self.words(mark.title)) /Parent \(outline) 0 R /Dest [\(mark.page) 0 R /Fit]\
        \(previous)\(next) >>
        """)
    }
    return outline
  }

  private mutating func add(_ body: String) -> Int {
    offsets.append(0)
    put(body, as: offsets.count)
    return offsets.count
  }

  private mutating func addStream(_ facts: String, _ contents: Data) -> Int {
    offsets.append(bytes.count)
    append("\(offsets.count) 0 obj\n<< \(facts)/Length \(contents.count) >>\nstream\n")
    bytes += contents
    append("\nendstream\nendobj\n")
    return offsets.count
  }

  private mutating func put(_ body: String, as number: Int) {
    offsets[number - 1] = bytes.count
    append("\(number) 0 obj\n\(body)\nendobj\n")
  }

  private mutating func append(_ text: String) { bytes += Data(text.utf8) }

  /// A text for people: UTF-16 in hexadecimal digits, which needs no escapes.
  private static func words(_ text: String) -> String {
    let digits = ([0xFEFF] + Array(text.utf16)).map { unit in
      let hex = String(unit, radix: 16, uppercase: true)
      return String(repeating: "0", count: 4 - hex.count) + hex
    }
    return "<\(digits.joined())>"
  }

  private static func text(_ value: Double) -> String { String(format: "%.3f", value) }
}
