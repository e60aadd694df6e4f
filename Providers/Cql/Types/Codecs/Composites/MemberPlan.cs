using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cql.Types;

/// <summary>How an object is made of named values: which constructor takes which of them, and which properties take others. Found by reflection, once; what it builds is compiled.</summary>
internal sealed class MemberPlan
{
    private const int NoName = -1;

    private readonly Type _type;
    private readonly ConstructorInfo? _constructor;
    private readonly ParameterInfo[] _parameters;
    private readonly int[] _parameterNames;
    private readonly List<(PropertyInfo Property, int Name)> _properties = [];

    /// <exception cref="CqlTypeException">There are values missing, or none of them is taken.</exception>
    public MemberPlan(Type type, IReadOnlyList<string> names)
    {
        _type = type;
        (_constructor, _parameters) = ChooseConstructor(type, names);
        _parameterNames = [.. _parameters.Select(parameter => MemberNames.Find(names, parameter.Name))];
        var needsRequired = _constructor?.IsDefined(typeof(SetsRequiredMembersAttribute)) != true;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.SetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0)
                continue;
            var name = MemberNames.Find(names, property.Name);
            if (name != NoName && !_parameterNames.Contains(name))
                _properties.Add((property, name));
            else if (name == NoName && needsRequired && property.IsDefined(typeof(RequiredMemberAttribute)))
                throw Missing(type, property.Name, names);
        }

        if (_properties.Count == 0 && _parameterNames.All(name => name == NoName))
            throw new CqlTypeException($"{ClrName.Of(type)} has a member for none of {string.Join(", ", names)}.") { ClrType = type };
    }

    /// <summary>The type that a value is read as; null when no member takes it.</summary>
    public Type? TypeOf(int name)
    {
        var parameter = Array.IndexOf(_parameterNames, name);
        return parameter >= 0
            ? _parameters[parameter].ParameterType
            : _properties.Where(taken => taken.Name == name).Select(taken => taken.Property.PropertyType).FirstOrDefault();
    }

    /// <summary>Makes the object. Where no member takes a value, none is needed.</summary>
    public Expression Build(IReadOnlyList<Expression?> values)
    {
        var arguments = _parameters.Select((parameter, i) => _parameterNames[i] is >= 0 and var name
            ? values[name]!
            : Expression.Constant(parameter.DefaultValue ?? DefaultOf(parameter.ParameterType), parameter.ParameterType));
        var made = _constructor is null ? Expression.New(_type) : Expression.New(_constructor, arguments);
        return _properties.Count == 0
            ? made
            : Expression.MemberInit(made, _properties.Select(taken => Expression.Bind(taken.Property, values[taken.Name]!)));
    }

    private static object? DefaultOf(Type type) => type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null;

    private static (ConstructorInfo? Constructor, ParameterInfo[] Parameters) ChooseConstructor(Type type, IReadOnlyList<string> names)
    {
        var choices = type.IsAbstract ? [] : type.GetConstructors()
            .Select(constructor => (Constructor: constructor, Parameters: constructor.GetParameters()))
            .OrderByDescending(choice => choice.Parameters.Length)
            .ToArray();
        foreach (var choice in choices)
        {
            if (choice.Parameters.All(parameter => parameter.HasDefaultValue || MemberNames.Find(names, parameter.Name) != NoName))
                return choice;
        }

        if (choices.Length == 0 && type.IsValueType)
            return (null, []);
        if (choices.Length == 0)
            throw new CqlTypeException($"{ClrName.Of(type)} has no public constructor.") { ClrType = type };
        var missing = choices[0].Parameters.First(parameter => !parameter.HasDefaultValue && MemberNames.Find(names, parameter.Name) == NoName);
        throw Missing(type, missing.Name, names);
    }

    private static CqlTypeException Missing(Type type, string? member, IReadOnlyList<string> names)
        => new($"{ClrName.Of(type)} needs {member}, and there is no such column or field; there are {string.Join(", ", names)}.") { Column = member, ClrType = type };
}
