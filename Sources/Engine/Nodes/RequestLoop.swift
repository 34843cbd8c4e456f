import ServiceLifecycle
import Store
import Synchronization

/// Carries out what other nodes request. Slow requests about one subject, such as a site, delay none about others.
final class RequestLoop<Subject: Hashable & Sendable, Request: Sendable>: Sendable {
  private let bell: Bell
  private let topic: Topic
  private let underWay = Mutex<Set<Subject>>([])

  /// - Parameter topic: is rung when something is requested.
  init(_ bell: Bell, _ topic: Topic) {
    self.bell = bell
    self.topic = topic
  }

  /// Looks for requests whenever the topic is rung, and each minute, until it is canceled or the server shuts down.
  ///
  /// - Parameters:
  ///   - read: returns the requests that this node has to carry out.
  ///   - carryOut: returns whether all requests about a subject were carried out.
  func run(
    _ read: @escaping @Sendable () async -> [Subject: [Request]],
    carryOut: @escaping @Sendable ([Request], Subject) async -> Bool
  ) async {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        await self.bell.follow(self.topic) { _ in
          // Taken before the requests are read: one that ends in between is still among them.
          let busy = self.underWay.withLock { $0 }
          for (subject, requests) in await read() where !busy.contains(subject) {
            self.underWay.withLock { _ = $0.insert(subject) }
            group.addTask {
              let areDone = await carryOut(requests, subject)
              self.underWay.withLock { _ = $0.remove(subject) }
              // What was requested meanwhile comes next.
              if areDone { self.bell.notify(of: self.topic) }
            }
          }
          return Duration.seconds(60)
        }
      }
    }
  }
}
