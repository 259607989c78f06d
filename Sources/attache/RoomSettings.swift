import Classification
import Delivery
import HTTP
import News
import Settings
import Watch

/// The settings as each room wants them: the only place where the configuration meets the rooms.
extension Settings {
  var transferSettings: TransferSettings {
    var transfers = TransferSettings()
    transfers.userAgent =
      polling.userAgent ?? "attache/\(Attache.version) (feed reader; contact postmaster@\(ProcessIdentity.hostName))"
    transfers.timeout = Double(network.timeout)
    transfers.maxBody = network.maxBody
    transfers.allowPrivateAddresses = network.allowPrivateAddresses
    transfers.proxy = network.proxy
    transfers.maxTransfers = polling.concurrency
    return transfers
  }

  var logSettings: LogSettings { LogSettings(lines: alerts.log, json: alerts.json) }

  var pollingSettings: PollingSettings {
    PollingSettings(
      interval: polling.interval, minInterval: polling.minInterval, maxInterval: polling.maxInterval,
      concurrency: polling.concurrency, perHost: polling.perHost, hostPause: polling.hostPause,
      holdsHost: polling.retryAfter == .host)
  }

  var alertPolicy: AlertPolicy {
    AlertPolicy(minScore: alerts.minScore, maxAge: alerts.maxAge, copies: alerts.copies == .all ? .all : .quiet)
  }

  /// What the daemon is to watch.
  func orders(_ classifier: Classifier) -> Daemon.Orders {
    Daemon.Orders(
      feeds: feeds.filter(\.enabled).map { WatchedFeed(source: $0.source, interval: $0.interval) },
      polling: pollingSettings, policy: alertPolicy, classifier: classifier)
  }
}

extension Settings {
  var deliverySettings: [DeliverySettings] {
    deliveries.map { entry in
      let destination: DeliverySettings.Destination =
        switch entry.destination {
        case .command(let words): .command(words)
        case .webhook(let url, let file): .webhook(url: url, authorizationFile: file)
        }
      return DeliverySettings(
        name: entry.name, destination: destination,
        filter: DeliveryFilter(
          kinds: entry.kinds, stages: entry.stages, topics: entry.topics, trust: entry.trust, minScore: entry.minScore),
        timeout: entry.timeout)
    }
  }
}
