using System.Collections.Generic;
using System.Linq;
using System.Xml;
using System.Xml.Linq;

namespace NormGen.Samples.Study.Report;

/// <summary>The page: everything in one file, which asks for nothing from outside and is well-formed XML, too.</summary>
internal static class HtmlReport
{
    /// <param name="sections">The experiments.</param>
    /// <param name="setup">What was trained on what, by name.</param>
    public static XDocument Draw(IReadOnlyList<Section> sections, IReadOnlyList<(string Name, string Value)> setup) => new(
        new XDocumentType("html", null, null, null),
        new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", "What normalization does"),
                new XElement("style", StyleSheet.Text)),
            new XElement(
                "body",
                new XElement("h1", "What normalization does"),
                new XElement(
                    "p",
                    "Claims about batch, group, instance and layer normalization, each tried out on small networks that learn handwritten digits. Every normalization is a layer that NormGen generated. " +
                    "The verdicts are computed from the numbers of this run, and say so where a claim does not hold."),
                Summary(sections),
                new XElement("h2", "Setup"),
                new XElement("table", new XElement("tbody", setup.Select(row => new XElement("tr", new XElement("th", row.Name), new XElement("td", new XAttribute("class", "text"), row.Value))))),
                sections.Select(Part))));

    public static void Write(XDocument page, string path)
    {
        using var writer = XmlWriter.Create(path, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n" });
        page.Save(writer);
    }

    private static XElement Summary(IReadOnlyList<Section> sections) => new(
        "table",
        new XElement("thead", new XElement("tr", new XElement("th", "experiment"), new XElement("th", "claim"), new XElement("th", "here"))),
        new XElement("tbody", sections.Select((section, i) => new XElement(
            "tr",
            new XElement("th", new XElement("a", new XAttribute("href", "#" + section.Id), $"{i + 1}. {section.Title}")),
            new XElement("td", new XAttribute("class", "text"), section.Claim),
            new XElement("td", new XAttribute("class", "text"), Badge(section.Verdict.Outcome))))));

    private static XElement Part(Section section, int index) => new(
        "section",
        new XAttribute("id", section.Id),
        new XElement("h2", $"{index + 1}. {section.Title}"),
        Paragraph("Claim", section.Claim),
        Paragraph("What was done", section.Method),
        new XElement("p", new XAttribute("class", "verdict"), Badge(section.Verdict.Outcome), " ", section.Verdict.Text),
        section.Figures.Select(figure => new XElement("figure", figure.Content, new XElement("figcaption", figure.Caption))),
        section.Caveats.Count == 0 ? null : new XElement("div", new XAttribute("class", "caveats"), new XElement("b", "To keep in mind"), new XElement("ul", section.Caveats.Select(caveat => new XElement("li", caveat)))));

    private static XElement Paragraph(string head, string text) => new("p", new XElement("b", head + ". "), text);

    private static XElement Badge(Outcome outcome) => outcome switch
    {
        Outcome.Holds => new XElement("span", new XAttribute("class", "badge yes"), "holds"),
        Outcome.HoldsInPart => new XElement("span", new XAttribute("class", "badge part"), "holds in part"),
        _ => new XElement("span", new XAttribute("class", "badge no"), "does not hold"),
    };
}
