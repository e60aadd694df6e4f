namespace Cql;

/// <summary>A field of a user-defined type.</summary>
/// <param name="Name">Its name, as the schema has it.</param>
/// <param name="Type">Its type.</param>
public sealed record CqlUdtField(string Name, CqlType Type);
