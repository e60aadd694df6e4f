using Cql.Protocol;

namespace Cql.Types;

/// <summary>The elements of a <c>vector</c>, as many as its type says.</summary>
internal abstract class VectorFormat<T>(int dimension) : ElementFormat<T>
{
    protected int Dimension => dimension;

    protected override void Begin(int count, WireBuffer to)
    {
        if (count != dimension)
            throw new CqlTypeException($"The vector has {count} elements instead of {dimension}.");
    }
}
