public import Foundation

/// Words and pictures of generations in the order in which they came, for people to read.
public struct Story: Hashable, Sendable {
  /// A picture of it.
  public struct Picture: Hashable, Sendable {
    /// What it is called, as in `01K8Z3…/1`.
    public let name: String
    /// The file.
    public let file: URL
    /// The type of its bytes.
    public let mime: String

    /// A picture in `file`.
    public init(name: String, file: URL, mime: String) {
      self.name = name
      self.file = file
      self.mime = mime
    }
  }

  /// One part of an answer.
  public enum Part: Hashable, Sendable {
    /// Words.
    case text(String)
    /// What the model says it thought.
    case thought(String)
    /// A finished image.
    case image(Picture)
    /// An interim picture of thinking.
    case draft(Picture)
  }

  /// What was said and answered once.
  public struct Chapter: Hashable, Sendable {
    /// The generation.
    public let generation: ULID
    /// The prompt as written.
    public let prompt: String
    /// The model that answered.
    public let model: String
    /// When it was said.
    public let createdAt: Date
    /// Why there is no answer; `nil` where there is one.
    public let message: String?
    /// The answer.
    public let parts: [Part]
    /// What the model looked up.
    public let sources: [Source]
    /// The vendor's suggestions for further searches, HTML as it came.
    public let suggestions: String?

    /// What was said and answered.
    public init(
      generation: ULID, prompt: String, model: String, createdAt: Date, message: String?,
      parts: [Part], sources: [Source], suggestions: String?
    ) {
      self.generation = generation
      self.prompt = prompt
      self.model = model
      self.createdAt = createdAt
      self.message = message
      self.parts = parts
      self.sources = sources
      self.suggestions = suggestions
    }
  }

  /// In what it is written.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// One file with all pictures in it.
    case html
    /// Markdown, and a folder of pictures next to it.
    case markdown = "md"
  }

  /// What it is called.
  public let title: String
  /// What was said and answered, in order.
  public let chapters: [Chapter]

  /// A story of these chapters.
  public init(title: String, chapters: [Chapter]) {
    self.title = title
    self.chapters = chapters
  }
}
