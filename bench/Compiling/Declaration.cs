using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace NormGen.Bench.Compiling;

/// <summary>A declared layer as source text again.</summary>
internal static class Declaration
{
    /// <summary>A file that declares a layer of that name as <paramref name="declared"/> does its own.</summary>
    public static string Of(Type declared, string name)
    {
        var attribute = declared.GetCustomAttributesData()
            .Single(data => typeof(NormalizationAttribute).IsAssignableFrom(data.AttributeType));
        var arguments = attribute.ConstructorArguments.SelectMany(Texts)
            .Concat(attribute.NamedArguments.Select(argument => $"{argument.MemberName} = {Text(argument.TypedValue)}"));
        return $"[global::{attribute.AttributeType.FullName}({string.Join(", ", arguments)})] public partial class {name};\n";
    }

    private static IEnumerable<string> Texts(CustomAttributeTypedArgument argument) =>
        argument.Value is IEnumerable<CustomAttributeTypedArgument> several ? several.SelectMany(Texts) : [Text(argument)];

    private static string Text(CustomAttributeTypedArgument argument)
    {
        var value = Convert.ToString(argument.Value, CultureInfo.InvariantCulture);
        return argument.ArgumentType.IsEnum ? $"(global::{argument.ArgumentType.FullName}){value}" : value!;
    }
}
