using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NormGen.Docs.Tests.ApiReference;

/// <summary>Documentation comments as Markdown.</summary>
/// <param name="pages">The types that have a page, by their full names.</param>
internal sealed partial class CommentText(IReadOnlyDictionary<string, string> pages)
{
    /// <summary>The text of an element in one paragraph for each of its own; empty where there is none.</summary>
    public string Of(XElement? element) => element is null ? "" : string.Join(
        "\n\n", string.Concat(element.Nodes().Select(Node)).Split("\n\n").Select(paragraph => Space().Replace(paragraph, " ").Trim()).Where(text => text.Length > 0));

    /// <summary>The code of an example, without the indentation that all of its lines have.</summary>
    public static string Code(XElement code)
    {
        var lines = code.Value.Trim('\n').Split('\n').Select(line => line.TrimEnd()).ToList();
        var indentation = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? "" : line[indentation..])).Trim('\n');
    }

    private string Node(XNode node) => node switch
    {
        XText text => text.Value.Replace('\n', ' '),
        XElement { Name.LocalName: "para" } paragraph => "\n\n" + string.Concat(paragraph.Nodes().Select(Node)) + "\n\n",
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see => See(see),
        XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "code" } => "",
        XElement other => string.Concat(other.Nodes().Select(Node)),
        _ => "",
    };

    // The id of a member: M:Namespace.Type.Member(parameters).
    private string See(XElement see)
    {
        if (see.Attribute("cref")?.Value is not { } id)
        {
            return see.Attribute("langword") is { } word ? $"`{word.Value}`" : see.Value;
        }

        var name = id[2..].Split('(')[0];
        var type = pages.Keys.Where(key => name == key || name.StartsWith(key + ".", StringComparison.Ordinal)).MaxBy(key => key.Length);
        var text = type is null ? name[(name.LastIndexOf('.') + 1)..] : name[(type.LastIndexOf('.') + 1)..];
        text = Arity().Replace(text, "").Replace("Attribute", "", StringComparison.Ordinal).Replace(".#ctor", "", StringComparison.Ordinal);
        return type is null ? $"`{text}`" : $"[{text}]({pages[type]})";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
