import Glibc

// Unchecked is safe: `value` is used only while `lock` is held.
/// A value behind a lock, with a condition to wait on.
package final class Monitor<Value>: @unchecked Sendable {
  private var value: Value
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init(_ value: Value) {
    self.value = value
    pthread_mutex_init(lock, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(lock)
    condition.deallocate()
    lock.deallocate()
  }

  /// Changes the value, and wakes one of the threads that wait for it.
  @discardableResult
  package func change<T>(_ body: (inout Value) -> T) -> T {
    pthread_mutex_lock(lock)
    defer {
      pthread_cond_signal(condition)
      pthread_mutex_unlock(lock)
    }
    return body(&value)
  }

  /// Changes the value, and wakes all threads that wait for it.
  package func changeForAll(_ body: (inout Value) -> Void) {
    pthread_mutex_lock(lock)
    defer {
      pthread_cond_broadcast(condition)
      pthread_mutex_unlock(lock)
    }
    body(&value)
  }

  /// Waits until `body` returns a value.
  package func waitFor<T>(_ body: (inout Value) -> T?) -> T {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    while true {
      if let result = body(&value) { return result }
      pthread_cond_wait(condition, lock)
    }
  }
}
