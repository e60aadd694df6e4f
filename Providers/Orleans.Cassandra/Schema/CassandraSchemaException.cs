namespace Orleans.Cassandra;

/// <summary>The tables are not there, or not of the version that the program knows, or cannot be. The message says which, and what to do.</summary>
public class CassandraSchemaException : Exception
{
    internal CassandraSchemaException(string message, Exception? innerException = null) : base(message, innerException) { }
}
