namespace Orleans.Entities;

/// <summary>The entity's activation lost its place or its store. <see cref="Unknown"/> tells what is known of the caller's change.</summary>
[GenerateSerializer, Alias("Orleans.Entities.EntityUnavailableException")]
public sealed class EntityUnavailableException : Exception
{
    /// <summary>Makes one.</summary>
    public EntityUnavailableException(string message, bool unknown, Exception? innerException = null) : base(message, innerException)
        => Unknown = unknown;

    /// <summary>True when the change may be durable; false when it certainly is not.</summary>
    [Id(0)]
    public bool Unknown { get; private set; }
}
