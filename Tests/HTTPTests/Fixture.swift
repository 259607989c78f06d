import HTTP
import Isolation
import LoopbackServer

/// Transfers that may reach the loopback device, with limits short enough for tests.
func makeTransfers(_ change: (inout TransferSettings) -> Void = { _ in }) -> Transfers {
  var settings = TransferSettings(
    userAgent: "attache-tests/1 (+https://example.invalid/)", timeout: 20, allowPrivateAddresses: true)
  change(&settings)
  return Transfers(settings: settings, queue: SerialQueue(label: "test-transfers"))
}

/// The failure of fetching `url`; `nil` when there was an answer.
func failure(of url: String, by transfers: Transfers) async -> TransferFailure? {
  do {
    _ = try await transfers.fetch(Request(url: url))
    return nil
  } catch {
    return error
  }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
