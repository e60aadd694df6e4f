namespace Orleans.Entities;

/// <summary>Marks a grain's constructor parameter of type <see cref="IEntity{TState}"/> as the grain's entity.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EntityAttribute : Attribute, IFacetMetadata;
