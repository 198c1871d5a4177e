/// What a user should know of an answer: where it differs from what was asked, and what came with its images.
public struct Finding: Codable, Hashable, Sendable {
  /// What it is.
  public enum Code: String, Codable, Hashable, Sendable, CaseIterable {
    /// The output's bytes are no image that can be read to its end.
    case unreadable
    /// There is nothing to see in the output: it is of one color, or fully transparent.
    case blank
    /// The output can be read whole, and its file is not as its format wants it.
    case flawed
    /// The output has other pixels than asked.
    case pixels
    /// The output has another aspect ratio than asked.
    case aspect
    /// Another number of images came than asked.
    case number
    /// Another model answered than was asked.
    case model
    /// An interim picture of the model's thinking: `output` where it stands for a finished one that did not come, else the
    /// file.
    case draft
    /// The outputs stood elsewhere in the answer than images do.
    case place
    /// An address at which the answer says that an image stands.
    case address
    /// The server answered from what it kept of an earlier run: no new image was made, or `got` says what is known.
    case cached
    /// Something that stands for an image, and nothing can be made of it.
    case unusable
  }

  /// What it is.
  public let code: Code
  /// The output that it is about, from 1; `nil` where it is about the answer or a file.
  public let output: Int?
  /// What was asked; `nil` where nothing was.
  public let asked: String?
  /// What came: values, an address, or words.
  public let got: String
  /// The bytes that it is about, where they are no output.
  public let digest: Digest?
  /// Their file, inside the library's folder.
  public let path: String?

  /// Something found in an answer.
  public init(
    _ code: Code, output: Int? = nil, asked: String? = nil, got: String, digest: Digest? = nil,
    path: String? = nil
  ) {
    self.code = code
    self.output = output
    self.asked = asked
    self.got = got
    self.digest = digest
    self.path = path
  }

  /// Whether it tells of something wrong, and not only of what else came.
  public var isTrouble: Bool { code != .draft || output != nil }
}
