namespace Marketplace.Payments.Sandbox.Storage;

/// <summary>More changes wait than are taken on. Nothing was changed.</summary>
internal sealed class BooksBusyException(string message) : InvalidOperationException(message);
