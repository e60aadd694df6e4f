namespace Orleans.Entities;

/// <summary>A position cannot be read from: it is of another log, above its head, below what was trimmed, or its event is another.</summary>
public sealed class LogTruncatedException : EntityStoreException
{
    /// <summary>Makes one.</summary>
    public LogTruncatedException(string message) : base(message) { }
}
