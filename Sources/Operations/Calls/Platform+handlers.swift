extension Platform {
  /// A handler for every operation.
  package var handlers: Handlers {
    var handlers = Handlers()
    handleAcsSystems(&handlers)
    handleAcsUsers(&handlers)
    handleAccess(&handlers)
    handleSeats(&handlers)
    handleSiteSyncs(&handlers)
    handleAcsAccessGroups(&handlers)
    handleAcsEntrances(&handlers)
    handleAcsCredentials(&handlers)
    handleUserIdentities(&handlers)
    handleUnmanagedUserIdentities(&handlers)
    handleEnrollmentAutomations(&handlers)
    handleConnectWebviews(&handlers)
    handleConnectedAccounts(&handlers)
    handleDevices(&handlers)
    handleSpaces(&handlers)
    handleAccessGrants(&handlers)
    handleAccessMethods(&handlers)
    handleGrantSettings(&handlers)
    handleLocks(&handlers)
    handleIQs(&handlers)
    handleEvents(&handlers)
    handleWebhooks(&handlers)
    handleWorkspaces(&handlers)
    handleSandboxClock(&handlers)
    handleClientSessions(&handlers)
    handlePhones(&handlers)
    handlePhoneSessions(&handlers)
    return handlers
  }
}
