public import Foundation
internal import TroupeRecord
internal import TroupeStorage

extension Library {
  /// What was asked of a generation and answered, words and pictures in the order in which they came.
  /// - Throws: `RequestError.unknownGeneration`, `RequestError.ambiguous`, `LibraryError` where a file is damaged.
  @concurrent public func story(of name: GenerationName) async throws -> Story {
    let generation = try await generation(name)
    return Story(title: "\(generation.id)", chapters: [try await chapter(generation)])
  }

  /// What was said and answered in a conversation, turn by turn; what was asked again is left out.
  /// - Throws: `RequestError.unknownSession`, `RequestError.ambiguous`, `LibraryError` where a file is damaged.
  @concurrent public func story(ofSession text: String?) async throws -> Story {
    let session = try await session(text)
    var chapters: [Story.Chapter] = []
    for turn in session.turns { chapters.append(try await chapter(generation(.id(turn)))) }
    return Story(title: "\(session.id)", chapters: chapters)
  }

  /// Writes a story for people to read: as one HTML file with its pictures in it, or as Markdown with a folder of pictures
  /// next to it. Words from outside stand in it as words.
  /// - Parameters:
  ///   - story: what to write.
  ///   - file: the file, where nothing stands yet.
  ///   - format: in what it is written.
  ///   - includesThoughts: whether thoughts and draft pictures are written too.
  /// - Throws: `LibraryError.file`, also where something stands there; `LibraryError.damagedFile`, `LibraryError.purged` for
  ///   a picture that is not there any more; `LibraryError.diskFull`.
  @concurrent public func export(
    _ story: Story, to file: URL, as format: Story.Format, includingThoughts: Bool = false
  ) async throws {
    var told = story
    if !includingThoughts { told = story.withoutThoughts }
    switch format {
    case .html:
      try SavedFile.write(Data(try StoryHTML(told, read: read).text.utf8), to: file.path)
    case .markdown:
      try StoryMarkdown(told, name: file.deletingPathExtension().lastPathComponent)
        .write(to: file, read: read)
    }
  }

  private func read(_ picture: Story.Picture) throws -> Data {
    guard let object = ObjectStore.object(at: picture.file) else {
      throw TroupeError.library(.noFile(path: picture.file.path))
    }
    return try services.objects.readChecked(object.digest, fileExtension: object.fileExtension)
  }

  private func chapter(_ generation: Generation) async throws -> Story.Chapter {
    let answer = try await exchange(of: .id(generation.id))?.answer
    let drafts =
      answer?.parts.compactMap { part -> Digest? in
        if case .draft(let digest) = part { digest } else { nil }
      } ?? []
    let extensions = try await services.generations.read { try $0.extensions(of: drafts) }
    var left = generation.outputs
    var parts: [Story.Part] = (answer?.parts ?? []).compactMap { part -> Story.Part? in
      switch part {
      case .text(let text): return .text(text)
      case .thought(let text): return .thought(text)
      case .image(let digest):
        guard let place = left.firstIndex(where: { $0.digest == digest }) else { return nil }
        return .image(picture(left.remove(at: place)))
      case .draft(let digest):
        guard let ending = extensions[digest] else { return nil }
        let path = ObjectStore.relativePath(digest, fileExtension: ending)
        return .draft(.init(name: "draft", file: url(of: path), mime: "image/\(ending)"))
      }
    }
    // Of a job the images come apart from the answer that tells of them.
    parts += left.map { .image(picture($0)) }
    return Story.Chapter(
      generation: generation.id, prompt: generation.prompt,
      model: generation.modelResolved ?? generation.model, createdAt: generation.createdAt,
      message: parts.isEmpty ? generation.message ?? generation.state.rawValue : nil, parts: parts,
      sources: answer?.sources ?? [], suggestions: answer?.suggestions)
  }

  private func picture(_ output: Output) -> Story.Picture {
    Story.Picture(name: "\(output.id)", file: url(of: output.path), mime: output.type)
  }
}

extension Story {
  /// The story without what the model thought and drew on the way.
  fileprivate var withoutThoughts: Story {
    Story(
      title: title,
      chapters: chapters.map { chapter in
        Chapter(
          generation: chapter.generation, prompt: chapter.prompt, model: chapter.model,
          createdAt: chapter.createdAt, message: chapter.message,
          parts: chapter.parts.filter {
            switch $0 {
            case .text, .image: true
            case .thought, .draft: false
            }
          }, sources: chapter.sources, suggestions: chapter.suggestions)
      })
  }
}
