extension TroupeError {
  /// A stable name for programs, as in `unknown_asset`.
  public var code: String {
    switch self {
    case .noLibrary: "no_library"
    case .libraryExists: "library_exists"
    case .notALibrary: "not_a_library"
    case .libraryNewer: "library_newer"
    case .libraryBusy: "library_busy"
    case .database: "database"
    case .diskFull: "disk_full"
    case .file: "file"
    case .damagedFile: "damaged_file"
    case .verifyFailed: "verify_failed"
    case .noFile: "no_file"
    case .unreadableFile: "unreadable_file"
    case .directory: "directory"
    case .image: "bad_image"
    case .invalidHandle: "invalid_handle"
    case .unknownAsset: "unknown_asset"
    case .handleTaken: "handle_taken"
    case .assetRemoved: "asset_removed"
    case .unknownLook: "unknown_look"
    case .noReferences: "no_references"
    case .noneAdded: "none_added"
    case .someRefused: "some_refused"
    case .unknownReference: "unknown_reference"
    case .sharedReference: "shared_reference"
    case .ambiguous: "ambiguous"
    case .invalidValue: "invalid_value"
    case .emptyPrompt: "empty_prompt"
    case .noModel: "no_model"
    case .unknownModel: "unknown_model"
    case .unknownGeneration: "unknown_generation"
    case .noOutput: "no_output"
    case .unsupportedParameter: "unsupported_parameter"
    case .tooManyReferences: "too_many_references"
    case .doesNotFit: "does_not_fit"
    case .tooExpensive: "too_expensive"
    case .overBudget: "over_budget"
    case .unknownSession: "unknown_session"
    case .sessionEnded: "session_ended"
    case .sessionBusy: "session_busy"
    case .nothingToRebuild: "nothing_to_rebuild"
    case .unknownProvider: "unknown_provider"
    case .noKey: "no_key"
    case .unsafeAddress: "unsafe_address"
    case .keyRefused: "key_refused"
    case .blocked: "blocked"
    case .requestRefused: "request_refused"
    case .rateLimited: "rate_limited"
    case .overloaded: "overloaded"
    case .noImage: "no_image"
    case .noConnection: "no_connection"
    case .outcomeUnknown: "outcome_unknown"
    case .jobUnderWay: "job_under_way"
    case .answerWaits: "answer_waits"
    case .equalRequestOpen: "equal_request_open"
    case .interrupted: "interrupted"
    }
  }

  /// What a shell sees: 1 internal · 2 usage · 3 not found · 4 refused by the provider or a limit · 5 bad data ·
  /// 6 not made, try again later · 7 integrity · 8 outcome unknown, perhaps billed · 130 interrupted.
  public var exitStatus: Int32 {
    switch self {
    case .database, .file, .answerWaits: 1
    case .libraryExists, .invalidHandle, .handleTaken, .assetRemoved, .sharedReference, .ambiguous,
      .invalidValue, .emptyPrompt, .noModel, .sessionEnded, .unsupportedParameter, .noKey,
      .unsafeAddress:
      2
    case .noLibrary, .noFile, .unknownAsset, .unknownLook, .noReferences, .unknownReference,
      .unknownModel, .unknownGeneration, .unknownSession, .noOutput, .nothingToRebuild,
      .unknownProvider:
      3
    case .tooManyReferences, .doesNotFit, .tooExpensive, .overBudget, .keyRefused, .blocked,
      .requestRefused:
      4
    case .notALibrary, .libraryNewer, .unreadableFile, .directory, .image, .noneAdded, .someRefused:
      5
    case .diskFull, .libraryBusy, .rateLimited, .overloaded, .noImage, .noConnection,
      .sessionBusy, .jobUnderWay:
      6
    case .damagedFile, .verifyFailed: 7
    case .outcomeUnknown, .equalRequestOpen: 8
    case .interrupted: 130
    }
  }
}
