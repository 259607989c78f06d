import FoundationEssentials
import Isolation
import News
import Settings
import Store
import Watch

/// The store as the commands beside the daemon open it.
enum OpenStore {
  static func forCommand(_ settings: Settings) throws(CommandFailure) -> AlertStore {
    do {
      return try AlertStore.open(settings.storeSettings, as: .command, queue: SerialQueue(label: "attache.disk"))
    } catch {
      throw CommandFailure(error)
    }
  }

  static func now() -> Timestamp { Clock.system.wall() }
}

extension Settings {
  var storeSettings: StoreSettings { StoreSettings(directory: storage.directory, keep: storage.keep) }
}

extension CommandFailure {
  /// The exit status that a failure of the store stands for.
  init(_ failure: StoreFailure) {
    let status: ExitStatus =
      switch failure {
      case .inUse, .busy: .tryAgain
      case .missing: .unavailable
      case .newerSchema, .olderSchema: .badConfiguration
      case .cannotOpen, .fullDisk, .inputOutput, .corrupt, .internalFault: .inputOutput
      }
    self.init(status, failure.description)
  }

  init(_ failure: QueueFailure) {
    switch failure {
    case .knownConsumer, .emptyName: self.init(.usage, failure.description)
    case .unknownConsumer, .notHeld: self.init(.badData, failure.description)
    case .store(let failure): self.init(failure)
    }
  }
}

/// Turns the failures of the store and the queue into a command's.
func asking<Value>(_ body: () async throws -> Value) async throws -> Value {
  do {
    return try await body()
  } catch let failure as StoreFailure {
    throw CommandFailure(failure)
  } catch let failure as QueueFailure {
    throw CommandFailure(failure)
  }
}
