namespace Orleans.Entities;

/// <summary>A move cannot be, or cannot go on. The message is one sentence that says why and what to do.</summary>
public sealed class MoveRefusedException : Exception
{
    /// <summary>Makes one.</summary>
    public MoveRefusedException(string message, Exception? innerException = null) : base(message, innerException) { }
}
