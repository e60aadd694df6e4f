namespace Orleans.Entities;

/// <summary>A store that is moved into, with its log: records of entities, events and positions alike.</summary>
public interface IMoveTarget : IMoveSide, IMoveLogTarget;
