using System.Diagnostics.CodeAnalysis;

namespace Orleans.Entities;

/// <summary>Names one entity: the grain's type and its key.</summary>
/// <remarks>
/// Both parts are compared by ordinal UTF-8 bytes. <see cref="Kind"/> has 1 to 255 bytes, <see cref="Id"/> 1 to 1,024; neither
/// may hold a lone surrogate, which has no UTF-8 form.
/// </remarks>
/// <param name="Kind">The grain's type, for instance <c>order</c>.</param>
/// <param name="Id">The grain's key within its type.</param>
[GenerateSerializer, Immutable, Alias("Orleans.Entities.EntityKey")]
[SuppressMessage("Naming", "CA1720", Justification = "Id is the field's word.")]
public readonly record struct EntityKey([property: Id(0)] string Kind, [property: Id(1)] string Id)
{
    /// <summary>The longest <see cref="Kind"/>, in bytes of UTF-8.</summary>
    public const int MaxKindBytes = 255;

    /// <summary>The longest <see cref="Id"/>, in bytes of UTF-8.</summary>
    public const int MaxIdBytes = 1024;

    /// <summary>The entity behind a grain.</summary>
    public static EntityKey Of(GrainId grain) => new(grain.Type.ToString()!, grain.Key.ToString()!);

    /// <summary>The grain in front of this entity.</summary>
    public GrainId ToGrainId() => GrainId.Create(Kind, Id);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind}/{Id}";
}
