using System.Globalization;
using System.Linq;
using System.Xml.Linq;
using NormGen.Samples.Study.Report;
using Xunit;

namespace NormGen.Study.Tests.Report;

public sealed class ChartTests
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_line_goes_through_its_points_and_leaves_out_what_is_no_number()
    {
        var line = new ChartLine("accuracy", 1, [new(0, 0), new(1, double.NaN), new(2, 50), new(4, 100)]);
        var svg = new LineChart("title", new Axis("x") { Ticks = [0, 2, 4] }, new Axis("y") { Ticks = [0, 50, 100] }, [line]).Draw();

        var points = svg.Descendants(Space + "polyline").Single().Attribute("points")!.Value.Split(' ')
            .Select(pair => pair.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Assert.Equal(3, points.Count);
        Assert.Equal(points[0][0] + points[2][0], 2 * points[1][0], 0.2);
        Assert.Equal(points[0][1] + points[2][1], 2 * points[1][1], 0.2);
        Assert.True(points[0][1] > points[2][1], "Greater values are higher up.");
        Assert.Contains(svg.Descendants(Space + "text"), text => text.Value == "accuracy");
        Assert.Equal("title", svg.Element(Space + "title")!.Value);
    }

    [Fact]
    public void Names_that_find_no_room_go_to_the_next_line()
    {
        var names = Enumerable.Range(0, 6).Select(i => $"a rather long name, number {i}").ToList();
        var svg = new LineChart("title", new Axis("x"), new Axis("y"), [.. names.Select(name => new ChartLine(name, 0, [new(0, 1)]))]).Draw();

        var texts = svg.Descendants(Space + "text").Where(text => names.Contains(text.Value)).ToList();
        Assert.Equal(6, texts.Select(text => (text.Attribute("x")!.Value, text.Attribute("y")!.Value)).Distinct().Count());
        Assert.True(texts.Select(text => text.Attribute("y")!.Value).Distinct().Count() > 1);
        Assert.All(texts, text => Assert.InRange(double.Parse(text.Attribute("x")!.Value, CultureInfo.InvariantCulture) + 6 * text.Value.Length, 0, 720));
    }

    [Fact]
    public void A_logarithmic_axis_gives_equal_factors_equal_lengths()
    {
        var axis = new Axis("y") { IsLogarithmic = true }.Fit([0.02, 700]);

        Assert.Equal((0.01, 1000), (axis.Least, axis.Most));
        Assert.Equal(axis.Place(0.1) - axis.Place(0.01), axis.Place(1000) - axis.Place(100), 1e-12);
        Assert.Equal("0.01", axis.Text(axis.Ticks[0]));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-3, 17)]
    [InlineData(5, 5)]
    [InlineData(1e-9, 2e-9)]
    public void A_linear_axis_covers_its_values_with_few_round_marks(double least, double most)
    {
        var axis = new Axis("y").Fit([least, most]);

        Assert.InRange(axis.Ticks.Count, 2, 8);
        Assert.True(axis.Least <= least && axis.Most >= most && axis.Most > axis.Least);
    }

    [Fact]
    public void Axes_without_values_are_drawn_all_the_same() =>
        Assert.NotEmpty(new LineChart("empty", new Axis("x"), new Axis("y") { IsLogarithmic = true }, []).Draw().Elements());

    [Fact]
    public void A_picture_has_a_square_for_each_pixel_white_to_black()
    {
        var svg = Pictures.Draw("picture", 2, [new PictureRow("row", [[0, 1, 0.5f, 7]], White: 0, Black: 1)]);

        Assert.Equal(["#ffffff", "#000000", "#808080", "#000000"], svg.Descendants(Space + "rect").Select(pixel => pixel.Attribute("fill")!.Value));
    }

    [Fact]
    public void A_table_has_a_name_in_front_of_each_row()
    {
        var table = Tables.Draw(["", "a"], [["x", "1"], ["y", "2"]]);

        Assert.Equal(["x", "y"], table.Element("tbody")!.Elements("tr").Select(row => row.Element("th")!.Value));
        Assert.Equal(["1", "2"], table.Element("tbody")!.Elements("tr").Select(row => row.Element("td")!.Value));
    }
}
