import Store

/// Threads with a connection each that take jobs from one queue.
final class Crew<Key: Hashable & Sendable>: Sendable {
  private let queue = JobQueue<Key, PostgresJob>()
  private let running: Monitor<Int>

  /// - Parameters:
  ///   - batchMax: the maximum number of jobs of one key that are taken at once.
  ///   - perform: runs jobs, and returns those that have not run.
  init(
    of count: Int, batchMax: Int, link: @escaping @Sendable () -> PostgresLink,
    perform: @escaping @Sendable (Key, [PostgresJob], PostgresLink) -> [PostgresJob]
  ) {
    running = Monitor(count)
    let (queue, running) = (queue, running)
    for _ in 0..<count {
      startThread {
        let link = link()
        while let (key, jobs) = queue.take(upTo: batchMax) {
          queue.finish(key, leaving: perform(key, jobs, link))
        }
        running.change { $0 -= 1 }
      }
    }
  }

  /// - Returns: false once the crew has ended.
  func add(_ job: PostgresJob, to key: Key) -> Bool { queue.add(job, to: key) }

  /// Finishes the queued jobs, and waits for the threads to end.
  func close() {
    queue.close()
    running.waitFor { $0 == 0 ? () : nil }
  }
}
