namespace Orleans.Entities;

/// <summary>A target will never take this event, however often it comes: a poisonous one.</summary>
[GenerateSerializer, Alias("Orleans.Entities.EventRefusedException")]
public sealed class EventRefusedException : Exception
{
    /// <summary>Makes one.</summary>
    public EventRefusedException(string message, Exception? innerException = null) : base(message, innerException) { }
}
