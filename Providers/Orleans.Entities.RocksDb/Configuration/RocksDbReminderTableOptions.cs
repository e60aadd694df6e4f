namespace Orleans.Configuration;

/// <summary>How reminders are kept in RocksDB. Bound to <c>Orleans:Reminders</c>.</summary>
public sealed class RocksDbReminderTableOptions
{
    /// <summary>The folder of the files, if nothing else of the silo names it: a silo keeps everything in one.</summary>
    public string Folder { get; set; } = "";
}
