using System;
using System.Globalization;

namespace NormGen.Generator.Frontend;

internal static class EnumRules
{
    /// <summary>
    /// The value set for the property, <paramref name="unset"/> where there is none, null where it is a number without a name or
    /// the compiler rejects it.
    /// </summary>
    public static T? Read<T>(AttributeArguments arguments, string name, T unset, ProblemList problems)
        where T : struct, Enum
    {
        if (arguments.OfProperty<int>(name) is not { } number)
        {
            return arguments.IsBroken(name) ? null : unset;
        }

        if (Enum.IsDefined(typeof(T), number))
        {
            return (T)Enum.ToObject(typeof(T), number);
        }

        var text = number.ToString(CultureInfo.InvariantCulture);
        problems.Add(Rules.UndefinedValue, Site.Argument(name), name, text, typeof(T).Name);
        return null;
    }
}
