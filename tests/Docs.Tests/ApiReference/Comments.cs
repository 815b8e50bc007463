using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace NormGen.Docs.Tests.ApiReference;

/// <summary>The documentation comments of an assembly, from the file that the compiler wrote.</summary>
internal sealed class Comments : DocumentationProvider
{
    private readonly string path;
    private readonly Dictionary<string, XElement> members;

    public Comments(string path)
    {
        this.path = path;
        members = XDocument.Load(path, LoadOptions.PreserveWhitespace).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
    }

    /// <summary>A member's comment; what it inherits stands behind its own, so that its own is found first.</summary>
    public XElement? Of(string id)
    {
        if (!members.TryGetValue(id, out var own))
        {
            return null;
        }

        var comment = new XElement(own);
        if (own.Element("inheritdoc")?.Attribute("cref") is { } source && Of(source.Value) is { } inherited)
        {
            comment.Add(inherited.Elements().Where(element => !IsThere(own, element)));
        }

        return comment;
    }

    public override bool Equals(object? obj) => obj is Comments other && other.path == path;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(path);

    protected override string? GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken) =>
        Of(documentationMemberID)?.ToString();

    private static bool IsThere(XElement own, XElement element) =>
        own.Elements(element.Name).Any(candidate => (candidate.Attribute("name")?.Value ?? candidate.Attribute("cref")?.Value) == (element.Attribute("name")?.Value ?? element.Attribute("cref")?.Value));
}
