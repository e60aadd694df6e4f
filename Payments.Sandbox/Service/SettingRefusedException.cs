namespace Marketplace.Payments.Sandbox.Service;

/// <summary>The configuration makes no sense, so the service does not start: one sentence that names the key and the mend.</summary>
internal sealed class SettingRefusedException(string key, string problem) : Exception($"{key}: {problem}.");
