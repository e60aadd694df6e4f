namespace Orleans.Configuration;

/// <summary>How reminders are kept in Cassandra. Bound to <c>Orleans:Reminders</c>.</summary>
public sealed class CassandraReminderTableOptions : CassandraConnectionOptions
{
}
