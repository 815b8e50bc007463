using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NormGen.Docs.Tests.ApiReference;

/// <summary>
/// The reference pages: one for each public type of the library that is meant for users, made of its signatures and its documentation
/// comments, and an index.
/// </summary>
internal sealed class ApiPages
{
    private static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
            | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        kindOptions: SymbolDisplayKindOptions.None,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private readonly List<INamedTypeSymbol> types;
    private readonly CommentText text;

    private ApiPages(List<INamedTypeSymbol> types)
    {
        this.types = types;
        text = new(types.ToDictionary(type => type.GetDocumentationCommentId()![2..], FileName, StringComparer.Ordinal));
    }

    /// <summary>The pages of assemblies, by their file names.</summary>
    public static IEnumerable<(string File, string Text)> Of(params IReadOnlyList<string> assemblies)
    {
        var compilation = CSharpCompilation.Create("Reference", references: References(assemblies));
        var types = compilation.References.Where(reference => assemblies.Contains(((PortableExecutableReference)reference).FilePath))
            .Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
            .SelectMany(assembly => Types(assembly.GlobalNamespace))
            .OrderBy(type => type.ToDisplayString(), StringComparer.Ordinal)
            .ToList();
        var pages = new ApiPages(types);
        return types.Select(type => (FileName(type), pages.Page(type))).Append(("README.md", pages.Index()));
    }

    private static IEnumerable<MetadataReference> References(IReadOnlyList<string> assemblies)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.EnumerateFiles(framework, "System*.dll").Where(path => !path.Contains(".Native.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))
            .Concat(assemblies.Select(path => MetadataReference.CreateFromFile(path, documentation: new Comments(Path.ChangeExtension(path, ".xml")))));
    }

    // What generated code alone calls is hidden from editors, and from here.
    private static IEnumerable<INamedTypeSymbol> Types(INamespaceSymbol container) =>
        container.GetTypeMembers().Where(IsForUsers).Concat(container.GetNamespaceMembers().SelectMany(Types));

    private static bool IsForUsers(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected
        && !symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute" && attribute.ConstructorArguments[0].Value is 1);

    private static string FileName(INamedTypeSymbol type) => type.Name + ".md";

    private static string Title(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private string Index()
    {
        var page = new StringBuilder("# API reference\n\nMade of the documentation comments of `NormGen.Attributes` and `NormGen.Runtime` by `tests/Docs.Tests`, which writes these pages anew where `NORMGEN_ACCEPT_DOCS` is 1.\n");
        page.Append("What a declared layer has beside these is in [the members of a layer](../layer-members.md).\n");
        foreach (var space in types.GroupBy(type => type.ContainingNamespace.ToDisplayString(), StringComparer.Ordinal))
        {
            page.Append($"\n## {space.Key}\n\n| type | |\n| --- | --- |\n");
            foreach (var type in space)
            {
                page.Append($"| [{Title(type)}]({FileName(type)}) | {FirstSentence(text.Of(Comment(type)?.Element("summary")))} |\n");
            }
        }

        return page.ToString();
    }

    private static string FirstSentence(string summary)
    {
        var paragraph = summary.Split('\n')[0];
        var end = paragraph.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? paragraph : paragraph[..(end + 1)];
    }

    private string Page(INamedTypeSymbol type)
    {
        var page = new StringBuilder($"# {Title(type)}\n\n");
        var comment = Comment(type);
        page.Append($"Namespace `{type.ContainingNamespace.ToDisplayString()}`, assembly `{type.ContainingAssembly.Name}`.\n");
        Paragraph(page, text.Of(comment?.Element("summary")));
        Paragraph(page, text.Of(comment?.Element("remarks")));
        Example(page, comment);
        if (type.TypeKind == TypeKind.Enum)
        {
            Values(page, type);
            return page.ToString();
        }

        foreach (var member in type.GetMembers().Where(IsShown))
        {
            Member(page, member);
        }

        return page.ToString();
    }

    // Accessors, and what every record and structure has, would only be in the way.
    private static bool IsShown(ISymbol member) => IsForUsers(member) && !member.IsImplicitlyDeclared && member.GetDocumentationCommentXml() is { Length: > 0 } && member switch
    {
        IMethodSymbol method => method.MethodKind is MethodKind.Ordinary or MethodKind.Constructor or MethodKind.UserDefinedOperator or MethodKind.Conversion && !method.IsOverride,
        IPropertySymbol or IFieldSymbol => true,
        _ => false,
    };

    private void Values(StringBuilder page, INamedTypeSymbol type)
    {
        page.Append("\n| value | |\n| --- | --- |\n");
        foreach (var value in type.GetMembers().OfType<IFieldSymbol>())
        {
            page.Append($"| `{value.Name}` | {text.Of(Comment(value)?.Element("summary")).Replace("\n\n", " ", StringComparison.Ordinal)} |\n");
        }
    }

    private void Member(StringBuilder page, ISymbol member)
    {
        var comment = Comment(member);
        page.Append($"\n## {(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "Constructor" : member.Name.Replace("op_", "operator ", StringComparison.Ordinal))}\n");
        page.Append($"\n```text\n{member.ToDisplayString(Signature)}\n```\n");
        Paragraph(page, text.Of(comment?.Element("summary")));
        Paragraph(page, text.Of(comment?.Element("remarks")));
        var lines = new List<string>();
        lines.AddRange(Elements(comment, "param").Where(item => IsParameter(member, item.Attribute("name")!.Value)).Select(item => $"- `{item.Attribute("name")!.Value}`: {text.Of(item)}"));
        lines.AddRange(Elements(comment, "returns").Select(item => $"- Returns: {text.Of(item)}"));
        lines.AddRange(Elements(comment, "exception").Select(item => $"- Throws `{item.Attribute("cref")!.Value.Split('.')[^1]}`: {text.Of(item)}"));
        Paragraph(page, string.Join('\n', lines));
        Example(page, comment);
    }

    // An inherited comment may be that of a method with more parameters.
    private static bool IsParameter(ISymbol member, string name) =>
        member is not IMethodSymbol method || method.Parameters.Any(parameter => parameter.Name == name);

    private static IEnumerable<XElement> Elements(XElement? comment, string name) => comment?.Elements(name) ?? [];

    private void Example(StringBuilder page, XElement? comment)
    {
        foreach (var example in Elements(comment, "example"))
        {
            Paragraph(page, text.Of(example));
            foreach (var code in example.Elements("code"))
            {
                page.Append($"\n<!-- fragment: of a documentation comment -->\n```csharp\n{CommentText.Code(code)}\n```\n");
            }
        }
    }

    private static void Paragraph(StringBuilder page, string paragraph) => page.Append(paragraph.Length > 0 ? $"\n{paragraph}\n" : "");

    private static XElement? Comment(ISymbol symbol) => symbol.GetDocumentationCommentXml() is { Length: > 0 } xml ? XElement.Parse(xml, LoadOptions.PreserveWhitespace) : null;
}
