namespace Cql;

/// <summary>A column of a result, or a parameter of a prepared statement.</summary>
/// <param name="Keyspace">The keyspace of its table.</param>
/// <param name="Table">Its table.</param>
/// <param name="Name">Its name, or the parameter's.</param>
/// <param name="Type">Its type.</param>
public sealed record CqlColumn(string Keyspace, string Table, string Name, CqlType Type);
