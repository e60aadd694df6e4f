using System.Reflection;

namespace Cql.Types;

/// <summary>Which members of a class are written to which fields of a user-defined type.</summary>
internal static class UdtMembers
{
    /// <summary>A member for each field in its order, up to the last that has one.</summary>
    /// <exception cref="CqlTypeException">A field before that has none, or a member has no field and would be lost.</exception>
    public static IReadOnlyList<PropertyInfo> InOrder(Type type, CqlUdtType udt)
    {
        string[] names = [.. udt.Fields.Select(field => field.Name)];
        var byField = new PropertyInfo?[names.Length];
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is not { IsPublic: true } || property.GetIndexParameters().Length > 0)
                continue;
            var field = MemberNames.Find(names, property.Name);
            if (field >= 0)
                byField[field] = property;
            else if (IsData(type, property))
                throw new CqlTypeException($"{udt} has no field for {ClrName.Of(type)}.{property.Name}.") { Column = property.Name, CqlType = udt, ClrType = type };
        }

        var count = Array.FindLastIndex(byField, property => property is not null) + 1;
        var missing = Array.IndexOf(byField, null, 0, count);
        return missing < 0
            ? [.. byField.Take(count).OfType<PropertyInfo>()]
            : throw new CqlTypeException($"{ClrName.Of(type)} has no member for the field {names[missing]} of {udt}.") { Column = names[missing], CqlType = udt, ClrType = type };
    }

    /// <summary>What a constructor or a setter takes is data; what is only computed from it is not.</summary>
    private static bool IsData(Type type, PropertyInfo property)
        => property.SetMethod is { IsPublic: true }
            || type.GetConstructors().Any(constructor => constructor.GetParameters()
                .Any(parameter => string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase)));
}
