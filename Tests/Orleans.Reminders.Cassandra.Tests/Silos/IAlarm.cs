namespace Orleans.Reminders.Cassandra.Tests.Silos;

[Alias("tests.alarm")]
public interface IAlarm : IGrainWithStringKey
{
    [Alias("set")]
    Task SetAsync(string name);

    [Alias("names")]
    Task<List<string>> NamesAsync();

    [Alias("unset")]
    Task UnsetAsync(string name);
}
