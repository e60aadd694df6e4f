namespace Orleans.Entities;

/// <summary>A row of an entity that comes after it.</summary>
/// <param name="Entity">The entity.</param>
/// <param name="Row">The row.</param>
public sealed record MovedRow(EntityKey Entity, EntityRow Row) : MoveRecord;
