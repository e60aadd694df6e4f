using System.Linq.Expressions;
using Cql.Protocol;

namespace Cql.Types;

/// <summary>A user-defined type as a class or record with members of the fields' names.</summary>
/// <remarks>
/// Fields that are read and have no member are left out. When one is written, each member needs its field, and each field its member:
/// but the last fields may have none, and are null then, for that is where <c>ALTER TYPE … ADD</c> puts new ones.
/// </remarks>
internal sealed class UdtCodec<T> : CqlCodec<T>
{
    private readonly UdtReader _read;
    private readonly Lazy<Action<T, WireBuffer>> _write;

    /// <exception cref="CqlTypeException">A <typeparamref name="T"/> cannot be made of the fields.</exception>
    public UdtCodec(CqlUdtType type)
    {
        _read = CompileReader(type);
        _write = new Lazy<Action<T, WireBuffer>>(() => CompileWriter(type));
    }

    private delegate T UdtReader(ref WireReader from);

    public override bool ReadsEmpty => true;

    public override void Write(T value, WireBuffer to) => _write.Value(value, to);

    public override T Read(ReadOnlySpan<byte> value)
    {
        // What comes after the last field that is known was added to the type meanwhile.
        var from = new WireReader(value);
        return _read(ref from);
    }

    private static UdtReader CompileReader(CqlUdtType type)
    {
        var from = Expression.Parameter(typeof(WireReader).MakeByRefType(), "from");
        var plan = new MemberPlan(typeof(T), [.. type.Fields.Select(field => field.Name)]);
        var values = new ParameterExpression?[type.Fields.Count];
        var steps = new List<Expression>();
        for (var i = 0; i < values.Length; i++)
        {
            var field = type.Fields[i];
            if (plan.TypeOf(i) is { } memberType)
            {
                values[i] = Expression.Variable(memberType, field.Name);
                steps.Add(Expression.Assign(values[i]!, Call(nameof(UdtFields.Next), memberType, field, from)));
            }
            else
            {
                steps.Add(Expression.Call(typeof(UdtFields), nameof(UdtFields.Skip), null, from));
            }
        }

        steps.Add(plan.Build(values));
        return Expression.Lambda<UdtReader>(Expression.Block(values.OfType<ParameterExpression>(), steps), from).Compile();
    }

    private static Action<T, WireBuffer> CompileWriter(CqlUdtType type)
    {
        var value = Expression.Parameter(typeof(T), "value");
        var to = Expression.Parameter(typeof(WireBuffer), "to");
        var members = UdtMembers.InOrder(typeof(T), type);
        var steps = members.Select((member, i) => Call(nameof(UdtFields.Write), member.PropertyType, type.Fields[i], Expression.Property(value, member), to));
        return Expression.Lambda<Action<T, WireBuffer>>(Expression.Block(typeof(void), steps), value, to).Compile();
    }

    private static MethodCallExpression Call(string method, Type memberType, CqlUdtField field, params Expression[] rest)
    {
        var codec = CodecFactory.Create(memberType, field.Type);
        return Expression.Call(typeof(UdtFields), method, [memberType], [
            Expression.Constant(codec, typeof(CqlCodec<>).MakeGenericType(memberType)), Expression.Constant(field.Name), .. rest]);
    }
}
