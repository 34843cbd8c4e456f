/// Something to wait for, with a limit. Set while nobody waits, it is remembered once.
actor Signal {
  private var isSet = false
  private var waiter: CheckedContinuation<Void, Never>?

  func set() {
    isSet = true
    waiter?.resume()
    waiter = nil
  }

  /// Returns once the signal is set, the time is over, or the task is cancelled.
  func wait(upTo limit: Duration) async {
    if !isSet, limit > .zero {
      let alarm = Task {
        try? await Task.sleep(for: limit)
        if !Task.isCancelled { self.set() }
      }
      await withTaskCancellationHandler {
        await withCheckedContinuation { continuation in
          if Task.isCancelled { continuation.resume() } else { waiter = continuation }
        }
      } onCancel: {
        Task { await self.set() }
      }
      alarm.cancel()
    }
    isSet = false
  }
}
