using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;

namespace NormGen.Tool.Explaining;

/// <summary>
/// A declaration as people write it in a shell, <c>BatchNorm(64, NHWC, 56x56, Relu)</c>, or as in source. Names are those of the
/// attributes' own constructors and properties, found by reflection; a bare word is a flag, or a value that one property alone has.
/// </summary>
internal sealed partial class DeclarationText
{
    private const string Suffix = "Attribute";
    private const string LayoutProperty = "Layout";

    private static readonly Type[] Attributes =
        [.. typeof(NormalizationAttribute).Assembly.GetExportedTypes().Where(type => type.IsSealed && type.IsSubclassOf(typeof(NormalizationAttribute)))];

    private readonly Type attribute;
    private readonly List<string> numbers = [];
    private readonly List<(string Name, string Value)> named = [];
    private string? sizes;

    private DeclarationText(Type attribute) => this.attribute = attribute;

    /// <summary>The attribute in C#, without brackets.</summary>
    /// <exception cref="UserErrorException">The text is no declaration.</exception>
    public static string ToAttribute(string text)
    {
        if (Declaration().Match(text.Trim()) is not { Success: true } match)
        {
            throw new UserErrorException($"{Escaped.Quoted(text)} is no declaration; expected one like \"BatchNorm(64, NHWC, 56x56)\".");
        }

        var name = match.Groups["name"].Value;
        var type = Attributes.FirstOrDefault(type => IsCalled(type, name))
            ?? throw new UserErrorException($"'{name}' is no normalization; expected {List(Attributes.Select(Name))}.");
        var declaration = new DeclarationText(type);
        foreach (var argument in match.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            declaration.Take(argument);
        }

        return declaration.Write();
    }

    private bool HasLayout => attribute.GetProperty(LayoutProperty) is not null;

    private bool LayoutIsNamed => named.Any(argument => argument.Name == LayoutProperty);

    private string Write()
    {
        if (sizes is not null)
        {
            named.AddRange(Sizes(sizes));
        }

        if (named.GroupBy(argument => argument.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw Wrong($"sets {twice.Key} twice");
        }

        return $"{Name(attribute)}({string.Join(", ", [.. numbers, .. named.Select(argument => $"{argument.Name} = {argument.Value}")])})";
    }

    private void Take(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals >= 0)
        {
            var property = Property(argument[..equals].Trim());
            named.Add((property.Name, Value(property, argument[(equals + 1)..].Trim())));
        }
        else if (SizesText().IsMatch(argument) && (argument.Contains('x', StringComparison.Ordinal) || (HasLayout && LayoutIsNamed)))
        {
            TakeSizes(argument);
        }
        else if (int.TryParse(argument, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            numbers.Add(argument);
        }
        else
        {
            named.Add(Word(argument));
        }
    }

    // Rows have no layout: their sizes are the constructor's numbers.
    private void TakeSizes(string argument)
    {
        if (!HasLayout)
        {
            numbers.AddRange(argument.Split('x'));
            return;
        }

        sizes = sizes is null ? argument : throw Wrong($"has spatial sizes twice, {sizes} and {argument}");
    }

    private IEnumerable<(string Name, string Value)> Sizes(string text)
    {
        var layout = named.FirstOrDefault(argument => argument.Name == LayoutProperty).Value?.Split('.')[^1] ?? nameof(Layout.NCHW);
        string[] axes = [.. layout.Select(AxisName).OfType<string>()];
        var values = text.Split('x');
        return values.Length == axes.Length
            ? axes.Zip(values)
            : throw Wrong($"has the spatial sizes {text}, and {layout} has {(axes.Length == 0 ? "none" : List(axes))}");
    }

    private static string? AxisName(char letter) => letter switch
    {
        'L' => "Length",
        'D' => "Depth",
        'H' => "Height",
        'W' => "Width",
        _ => null,
    };

    private PropertyInfo Property(string name) =>
        Settable().FirstOrDefault(property => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw Wrong($"has no {Escaped.Quoted(name)}; it has {List(Settable().Select(property => property.Name))}");

    private (string Name, string Value) Word(string word)
    {
        (string Name, string Value)[] meanings =
        [
            .. from property in Settable()
               where property.PropertyType == typeof(bool) && property.Name.Equals(word, StringComparison.OrdinalIgnoreCase)
               select (property.Name, "true"),
            .. from property in Settable()
               where property.PropertyType.IsEnum
               from value in Enum.GetNames(property.PropertyType)
               where value.Equals(word, StringComparison.OrdinalIgnoreCase)
               select (property.Name, $"{property.PropertyType.Name}.{value}"),
        ];
        return meanings switch
        {
            [var only] => only,
            [] => throw Wrong($"does not know {Escaped.Quoted(word)}: it is no number, no flag and no value of an option"),
            _ => throw Wrong($"takes {Escaped.Quoted(word)} for {List(meanings.Select(meaning => meaning.Name))}; write which, as in {meanings[0].Name} = {word}"),
        };
    }

    private string Value(PropertyInfo property, string text)
    {
        var type = property.PropertyType;
        var (value, expected) = type switch
        {
            { IsEnum: true } => (EnumValue(type, text), List(Enum.GetNames(type))),
            _ when type == typeof(bool) => (bool.TryParse(text, out var flag) ? flag ? "true" : "false" : null, "true or false"),
            _ when type == typeof(int) => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? text : null, "a whole number"),
            _ when type == typeof(double) => (Number(text), "a number"),
            _ => (null, "nothing: it needs code of yours"),
        };
        return value ?? throw Wrong($"has {property.Name} = {Escaped.Line(text)}; expected {expected}");
    }

    private static string? EnumValue(Type type, string text)
    {
        var name = text.Split('.')[^1];
        return Enum.GetNames(type).FirstOrDefault(value => value.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found ? $"{type.Name}.{found}" : null;
    }

    private static string? Number(string text) => text switch
    {
        "NaN" or "double.NaN" => "double.NaN",
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => text,
        _ => null,
    };

    private IEnumerable<PropertyInfo> Settable() => attribute.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static bool IsCalled(Type type, string name) =>
        Name(type).Equals(name, StringComparison.OrdinalIgnoreCase) || type.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Name(Type type) => type.Name[..^Suffix.Length];

    private static string List(IEnumerable<string> names) => string.Join(", ", names);

    private UserErrorException Wrong(string problem) => new($"{Name(attribute)} {problem}.");

    [GeneratedRegex(@"^\[?\s*(?:NormGen\.)?(?<name>\w+)\s*\(\s*(?<arguments>[^()]*)\)\s*\]?$")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\d+(x\d+)*$")]
    private static partial Regex SizesText();
}
