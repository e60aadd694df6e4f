using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Cql.Types;

namespace Cql.Results;

/// <summary>
/// Makes a <typeparamref name="T"/> of a row: of its only column, of all columns in their order when it is a tuple, and else by names, as
/// <see cref="MemberPlan"/> finds them. Made once for each sequence of columns, and compiled.
/// </summary>
internal sealed class CqlRowMapper<T>
{
    private static readonly ConcurrentDictionary<IReadOnlyList<CqlColumn>, CqlRowMapper<T>> All = new(ColumnsComparer.Instance);

    private readonly RowFactory _make;

    private CqlRowMapper(IReadOnlyList<CqlColumn> columns) => _make = OfOnlyColumn(columns) ?? Compile(columns);

    private delegate T RowFactory(scoped ref CqlRowReader row);

    /// <exception cref="CqlTypeException">A <typeparamref name="T"/> cannot be made of these columns.</exception>
    public static CqlRowMapper<T> For(IReadOnlyList<CqlColumn> columns) => All.GetOrAdd(columns, known => new CqlRowMapper<T>(known));

    public T Map(scoped ref CqlRowReader row) => _make(ref row);

    private static RowFactory? OfOnlyColumn(IReadOnlyList<CqlColumn> columns)
    {
        if (columns is not [var column])
            return null;
        try
        {
            var codec = CqlCodecs.Find<T>(column.Type);
            return (scoped ref row) => row.Get(0, codec);
        }
        catch (CqlTypeException error) when (IsOfTheFramework)
        {
            throw error.At(column, typeof(T));
        }
        catch (CqlTypeException)
        {
            // It may be a class that has the column as a member.
            return null;
        }
    }

    private static bool IsOfTheFramework => typeof(T).Namespace?.Split('.')[0] == nameof(System);

    private static RowFactory Compile(IReadOnlyList<CqlColumn> columns)
    {
        var row = Expression.Parameter(typeof(CqlRowReader).MakeByRefType(), "row");
        var plan = new MemberPlan(typeof(T), NamesOf(columns));
        var values = new ParameterExpression?[columns.Count];
        var steps = new List<Expression>();
        for (var i = 0; i < values.Length; i++)
        {
            if (plan.TypeOf(i) is not { } memberType)
                continue;
            values[i] = Expression.Variable(memberType, columns[i].Name);
            steps.Add(Expression.Assign(values[i]!, Get(row, i, columns[i], memberType)));
        }

        steps.Add(plan.Build(values));
        return Expression.Lambda<RowFactory>(Expression.Block(values.OfType<ParameterExpression>(), steps), row).Compile();
    }

    private static IReadOnlyList<string> NamesOf(IReadOnlyList<CqlColumn> columns)
    {
        if (!typeof(T).IsValueType || !typeof(T).IsAssignableTo(typeof(ITuple)))
            return [.. columns.Select(column => column.Name)];
        var arity = typeof(T).GetGenericArguments().Length;
        return arity == columns.Count
            ? [.. columns.Select((_, i) => $"Item{i + 1}")]
            : throw new CqlTypeException($"A tuple of {arity} cannot be made of {columns.Count} columns.") { ClrType = typeof(T) };
    }

    private static MethodCallExpression Get(ParameterExpression row, int index, CqlColumn column, Type memberType)
    {
        try
        {
            var codec = CodecFactory.Create(memberType, column.Type);
            return Expression.Call(
                row, nameof(CqlRowReader.Get), [memberType], Expression.Constant(index), Expression.Constant(codec, typeof(CqlCodec<>).MakeGenericType(memberType)));
        }
        catch (CqlTypeException error)
        {
            throw error.At(column, memberType);
        }
    }
}
