namespace Marketplace.Silo.Configuration;

/// <summary>The configuration makes no sense, so the program does not start. The message is one sentence that names the key and the mend.</summary>
public sealed class ConfigurationRefusedException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="key">The configuration key, sections parted by colons.</param>
    /// <param name="problem">What is wrong, and what to do: <c>'x' is not a number: give a number from 1 to 9</c>.</param>
    public ConfigurationRefusedException(string key, string problem) : base($"{key}: {problem}.") => Key = key;

    /// <summary>The configuration key.</summary>
    public string Key { get; }
}
